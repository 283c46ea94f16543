package io.tradewind.deal;

import org.jspecify.annotations.Nullable;

/**
 * What became of one imported deal.
 *
 * @param dealNumber null when rejected
 * @param added false when the deal was known already, or rejected
 * @param rejected why it was not taken in, as a sentence; null when it was
 */
public record ImportOutcome(String externalId, @Nullable String dealNumber, boolean added, @Nullable String rejected) {}
