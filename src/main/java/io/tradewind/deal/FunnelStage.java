package io.tradewind.deal;

import java.math.BigDecimal;

/**
 * The open deals of one stage and currency.
 *
 * @param probability of winning from here, as a fraction of 1, by decision {@code stage-probability}
 * @param weightedValue expected value × probability, rounded half up to cents: what the forecast counts
 */
public record FunnelStage(
        Stage stage,
        String currency,
        long deals,
        BigDecimal expectedValue,
        BigDecimal probability,
        BigDecimal weightedValue) {}
