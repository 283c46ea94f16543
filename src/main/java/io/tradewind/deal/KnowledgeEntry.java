package io.tradewind.deal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a closed deal taught.
 *
 * @param product code of the deal's main product
 * @param sector the customer's industry
 * @param outcome {@code won} or {@code lost}
 * @param why why it was won or lost, in the rep's words
 * @param lesson what to repeat or to avoid
 * @param state {@code proposed}, {@code published} or {@code declined}
 */
public record KnowledgeEntry(
        long id,
        String dealNumber,
        @Nullable String product,
        @Nullable String sector,
        String outcome,
        String why,
        @Nullable String competitor,
        String lesson,
        String state,
        String proposedBy,
        Instant proposedAt) {}
