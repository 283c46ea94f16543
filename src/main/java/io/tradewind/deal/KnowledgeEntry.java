package io.tradewind.deal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a closed deal or a complaint taught.
 *
 * @param dealNumber the deal it comes from; null when it comes from a complaint
 * @param product code of the deal's main product
 * @param sector the customer's industry
 * @param outcome {@code won} or {@code lost}; null for a complaint
 * @param why why it was won or lost, in the rep's words; the chain of causes of a complaint
 * @param lesson what to repeat or to avoid
 * @param caseNumber the complaint it comes from; null when it comes from a deal
 * @param cause what the complaint's cause is sorted under
 * @param state {@code proposed}, {@code published} or {@code declined}
 */
public record KnowledgeEntry(
        long id,
        @Nullable String dealNumber,
        @Nullable String product,
        @Nullable String sector,
        @Nullable String outcome,
        String why,
        @Nullable String competitor,
        String lesson,
        String state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String caseNumber,
        @Nullable String cause) {

    /** Number of the deal or case it comes from. */
    public String reference() {
        return dealNumber != null ? dealNumber : String.valueOf(caseNumber);
    }
}
