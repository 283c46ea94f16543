package io.tradewind.kpi.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A manager added to the forecast of a month, or took off it; published in the transaction that keeps it.
 *
 * @param team null: of the whole region
 */
public record ForecastAdjusted(
        String number,
        @Nullable String team,
        String region,
        YearMonth month,
        BigDecimal amount,
        String currency,
        String reason,
        LocalDate on) {}
