package io.tradewind.kpi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure by one dimension and by month.
 *
 * @param months in order, only those with facts
 * @param total of everything; by month in {@code monthTotals}
 */
public record FigureMatrix(
        String figure,
        String unit,
        List<Part> months,
        List<Row> rows,
        List<@Nullable Object> monthTotals,
        @Nullable Object total) {

    /** A key and its name. */
    public record Part(String key, String name) {}

    /**
     * One part of the dimension.
     *
     * @param values one for each month; null where there is nothing to tell
     */
    public record Row(String key, String name, List<@Nullable Object> values, @Nullable Object total) {}
}
