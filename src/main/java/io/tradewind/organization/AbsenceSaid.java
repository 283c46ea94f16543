package io.tradewind.organization;

/**
 * Somebody entered, changed or took back days away; told in the same transaction.
 *
 * @param act {@code entered}, {@code changed}, {@code ended}, {@code removed}
 * @param absence as it is now; as it was, when it was removed
 * @param recordId number of the record of this
 */
public record AbsenceSaid(String act, Absence absence, String by, long recordId) {}
