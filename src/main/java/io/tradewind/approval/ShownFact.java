package io.tradewind.approval;

/**
 * One line of what an approver is shown. Everybody who is asked reads it: never a cost, a margin or a floor price.
 *
 * @param label in words, e.g. {@code Discount}
 * @param value as it is to be read, e.g. {@code 12 %}
 */
public record ShownFact(String label, String value) {}
