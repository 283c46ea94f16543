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

    /** Whether any of the rows says how many working days it took. */
    public boolean tellsWorkingDays() {
        return rows.stream().anyMatch(row -> row.workingDays() != null);
    }

    /** Whether any of the rows says how many working hours it took. */
    public boolean tellsWorkingHours() {
        return rows.stream().anyMatch(row -> row.workingHours() != null);
    }

    /** Whether any of the rows carries a score. */
    public boolean tellsScores() {
        return rows.stream().anyMatch(row -> row.score() != null);
    }

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
