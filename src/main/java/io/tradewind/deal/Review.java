package io.tradewind.deal;

import org.jspecify.annotations.Nullable;

/**
 * A closed deal as its review begins.
 *
 * @param summary how it ended, in one sentence
 * @param manager user id of who confirms the lesson: the rep's manager; null when the rep has none
 */
public record Review(String dealNumber, String summary, @Nullable String competitor, @Nullable String manager) {}
