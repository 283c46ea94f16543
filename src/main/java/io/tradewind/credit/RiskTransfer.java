package io.tradewind.credit;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else carries a part of the risk.
 *
 * @param kind {@code guarantee} or {@code insurance}
 * @param carrier who pays when the customer does not
 * @param amount up to which, in the currency of the document
 * @param until last day on which it may be called upon
 * @param reference the carrier's number of it
 * @param document where the original is kept
 */
public record RiskTransfer(
        @Nullable String kind,
        @Nullable String carrier,
        @Nullable BigDecimal amount,
        @Nullable LocalDate until,
        @Nullable String reference,
        @Nullable String document) {}
