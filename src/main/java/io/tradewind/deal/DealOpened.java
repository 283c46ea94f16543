package io.tradewind.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A deal began; published in the transaction that opened it. */
public record DealOpened(
        String dealNumber,
        String rep,
        @Nullable Long customerId,
        @Nullable String product,
        BigDecimal expectedValue,
        String currency,
        @Nullable LocalDate qualifiedOn) {}
