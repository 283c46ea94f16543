package io.tradewind.credit;

/**
 * What the gate said.
 *
 * @param why in words, for the person whose document is held
 */
public record CreditVerdict(boolean covered, String why) {}
