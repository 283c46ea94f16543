package io.tradewind.kpi.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A cost as somebody tells it; what it belongs to is told as far as known, by key or by name.
 *
 * @param externalId of the row or the form; the same one again is the same cost
 * @param category code or title of a {@link CostCategory}
 * @param currency null: the company's
 * @param rep user id or name
 * @param customer number or name
 * @param product code or name
 * @param deal number; needed for product cost
 */
public record NewCost(
        String externalId,
        String category,
        LocalDate bookedOn,
        BigDecimal amount,
        @Nullable String currency,
        @Nullable String region,
        @Nullable String team,
        @Nullable String rep,
        @Nullable String customer,
        @Nullable String product,
        @Nullable String deal,
        @Nullable String note) {}
