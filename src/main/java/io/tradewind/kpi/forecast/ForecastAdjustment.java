package io.tradewind.kpi.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What a manager added to the forecast of a month, or took off it.
 *
 * @param team null: of the whole region
 */
public record ForecastAdjustment(
        long id,
        @Nullable String team,
        String region,
        YearMonth month,
        BigDecimal amount,
        String currency,
        String reason,
        LocalDate enteredOn,
        String enteredBy) {}
