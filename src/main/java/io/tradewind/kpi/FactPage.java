package io.tradewind.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the facts behind a figure, newest first.
 *
 * @param count how many there are in all
 */
public record FactPage(long count, List<Row> rows) {

    /** A fact as people read it; the cost is never among it. */
    public record Row(
            LocalDate day,
            String what,
            String document,
            String rep,
            String team,
            String region,
            String customer,
            String product,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal listPrice,
            @Nullable String currency,
            @Nullable Integer workingDays,
            @Nullable BigDecimal workingHours,
            @Nullable Integer score,
            @Nullable String note) {}
}
