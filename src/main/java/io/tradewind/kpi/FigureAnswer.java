package io.tradewind.kpi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure's value, broken down if asked; the answer's shape is part of our interface.
 *
 * @param unit {@code share}, {@code working days} …, or the currency of money
 * @param comparison only where one was asked for
 * @param total money as decimal text, anything else as a number; null where there is nothing to divide by
 */
public record FigureAnswer(
        String figure,
        String unit,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String by,
        @Nullable Object total,
        List<Row> rows,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Comparison comparison) {

    FigureAnswer with(Comparison comparison) {
        return new FigureAnswer(figure, unit, from, to, by, total, rows, comparison);
    }

    /**
     * The same figure of an earlier period.
     *
     * @param compare as it was asked for
     * @param total of that period
     * @param difference of the two totals, in the figure's unit; null where one of them is missing
     * @param change the difference as a fraction of the earlier total; null where there is nothing to divide by
     * @param rows of that period: by month its own months, in order
     */
    public record Comparison(
            String compare,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Object total,
            @Nullable Object difference,
            @Nullable BigDecimal change,
            List<Row> rows) {}

    /**
     * One part.
     *
     * @param key what a filter takes; empty for facts that do not say
     * @param name as people read it
     */
    public record Row(String key, String name, @Nullable Object value) {}
}
