package io.tradewind.kpi;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/** The columns in which facts add up, the same in an entry and in the monthly tables. */
final class Sums {

    private static final List<String> SUMMED = List.of(
            "n",
            "amount",
            "list_price",
            "listed_amount",
            "cost",
            "costed_amount",
            "score",
            "promoters",
            "detractors",
            "minutes",
            "timed");

    private static final List<String> ALL =
            Stream.concat(Stream.of("first_day", "last_day"), SUMMED.stream()).toList();

    private Sums() {}

    /** Their names, with the first and last day they were taken from. */
    static String columns() {
        return String.join(", ", ALL);
    }

    /** Their names in a table. */
    static String columns(String alias) {
        return ALL.stream().map(column -> alias + "." + column).collect(joining(", "));
    }

    /** As {@link #columns(String)} of a table that only counts. */
    static String onlyCount(String alias) {
        return ALL.stream()
                .map(column -> column.equals("n")
                        ? alias + ".n"
                        : "NULL::" + (column.endsWith("_day") ? "date" : "numeric") + " AS " + column)
                .collect(joining(", "));
    }

    /** The aggregates that fold entries. A column nothing is known of stays null. */
    static String summed() {
        return Stream.concat(
                        Stream.of("min(first_day)", "max(last_day)"),
                        SUMMED.stream().map(column -> "sum(" + column + ")"))
                .collect(joining(", "));
    }

    /** The assignments that add a folded row to the one that stands there as {@code m}. */
    static String added() {
        return Stream.concat(
                        Stream.of(
                                "first_day = least(m.first_day, excluded.first_day)",
                                "last_day = greatest(m.last_day, excluded.last_day)"),
                        SUMMED.stream().map(Sums::added))
                .collect(joining(", "));
    }

    private static String added(String column) {
        return "%1$s = CASE WHEN m.%1$s IS NULL THEN excluded.%1$s ELSE m.%1$s + coalesce(excluded.%1$s, 0) END"
                .formatted(column);
    }
}
