package io.tradewind.lead;

/** One option of a select field whose options are known only when the task arises. */
public record Choice(String label, String value) {}
