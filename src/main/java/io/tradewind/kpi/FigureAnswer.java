package io.tradewind.kpi;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure's value, broken down if asked; the answer's shape is part of our interface.
 *
 * @param unit {@code share}, {@code working days} …, or the currency of money
 * @param total money as decimal text, anything else as a number; null where there is nothing to divide by
 */
public record FigureAnswer(
        String figure,
        String unit,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String by,
        @Nullable Object total,
        List<Row> rows) {

    /**
     * One part.
     *
     * @param key what a filter takes; empty for facts that do not say
     * @param name as people read it
     */
    public record Row(String key, String name, @Nullable Object value) {}
}
