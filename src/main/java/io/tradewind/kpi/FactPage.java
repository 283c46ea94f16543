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

    /** Whether any of the rows says how long it took. */
    public boolean tellsMinutes() {
        return rows.stream().anyMatch(row -> row.minutes() != null);
    }

    /** Whether any of the rows says what it cost us. */
    public boolean tellsCost() {
        return rows.stream().anyMatch(row -> row.cost() != null);
    }

    /**
     * A fact as people read it.
     *
     * @param kind as it is stored, e.g. {@code deal-won}
     * @param cost only among the facts of a figure about cost, which only those entitled are shown
     */
    public record Row(
            LocalDate day,
            String kind,
            String what,
            String document,
            String rep,
            String team,
            String region,
            String customer,
            String product,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal listPrice,
            @Nullable BigDecimal cost,
            @Nullable String currency,
            @Nullable Integer workingDays,
            @Nullable BigDecimal workingHours,
            @Nullable Integer score,
            @Nullable Integer minutes,
            @Nullable String note) {}
}
