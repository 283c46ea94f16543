package io.tradewind.kpi.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A cost, or its opposite, was booked; published in the transaction that booked it.
 *
 * @param takesBack number of the entry it is the opposite of
 */
public record CostBooked(
        String number,
        CostCategory category,
        LocalDate on,
        BigDecimal amount,
        String currency,
        @Nullable String region,
        @Nullable String team,
        @Nullable String rep,
        @Nullable Long customerId,
        @Nullable String product,
        @Nullable String dealNumber,
        @Nullable String note,
        @Nullable String takesBack) {}
