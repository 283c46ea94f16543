package io.tradewind.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A deal was lost; published in the transaction that closed it.
 *
 * @param reason one of {@link LostReasons#ALL}
 */
public record DealLost(
        String dealNumber,
        String rep,
        @Nullable Long customerId,
        @Nullable String product,
        String reason,
        @Nullable String competitor,
        BigDecimal expectedValue,
        String currency,
        @Nullable LocalDate qualifiedOn,
        LocalDate closedOn) {}
