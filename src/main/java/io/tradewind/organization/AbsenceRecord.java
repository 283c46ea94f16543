package io.tradewind.organization;

import java.time.Instant;

/**
 * What somebody said about an absence; never changed or removed.
 *
 * @param act {@code entered}, {@code changed}, {@code ended}, {@code removed}
 * @param absence as JSON: as it was afterwards; when it was removed, as it was before
 */
public record AbsenceRecord(long absenceId, String act, String by, Instant at, String absence) {}
