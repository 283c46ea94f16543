package io.tradewind.lead;

/**
 * Who got a lead and by which rule.
 *
 * @param reason as a clause the rep reads: {@code the company is your customer}
 */
public record Assignment(String rep, String reason) {}
