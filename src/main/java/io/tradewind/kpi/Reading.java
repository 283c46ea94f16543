package io.tradewind.kpi;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of an answer are read: whole months from the folded sums, the days before and behind them and whatever
 * is not folded yet from the facts. So an answer costs as much as there are months, reps and products, however many facts
 * there are, and is exact all the same. Only what no folded table is kept for (customers by product, durations by
 * product or customer) is read from the facts altogether.
 *
 * @param parts a SELECT whose rows are called {@code c}
 * @param condition on {@code c}
 * @param params of both
 */
record Reading(String parts, String condition, Map<String, Object> params) {

    private static final String KEYS = "%1$s.kind, %1$s.region, %1$s.team, %1$s.rep, ";

    private enum Table {
        MONTHLY(
                "kpi_monthly",
                "'' AS product, 0::bigint AS customer_id, t.currency, " + Sums.columns("t") + ", NULL AS spread"),
        BY_PRODUCT(
                "kpi_product_monthly",
                "t.product, 0::bigint AS customer_id, t.currency, " + Sums.columns("t") + ", NULL AS spread"),
        BY_CUSTOMER(
                "kpi_customer_monthly",
                "'' AS product, t.customer_id, t.currency, " + Sums.columns("t") + ", NULL AS spread"),
        SPREAD(
                "kpi_spread_monthly",
                "'' AS product, 0::bigint AS customer_id, '' AS currency, " + Sums.onlyCount("t") + ", t.spread"),
        /** Nothing is folded for this question. */
        NONE("", "");

        private final String name;
        private final String columns;

        Table(String name, String columns) {
            this.name = name;
            this.columns = columns;
        }
    }

    private static final String FOLDED =
            """
            SELECT %s, %s, t.month FROM %s t
             WHERE t.kind IN (%s) AND t.basis = '%s' AND t.month >= :firstMonth AND t.month < :endMonth
            """;

    private static final String ENTRIES =
            """
            SELECT %s, e.product, e.customer_id, e.currency, %s, e.spread, date_trunc('month', e.day)::date AS month
              FROM %s
             WHERE e.kind IN (%s) AND e.basis = '%s' AND %s
            """;

    private static final String FACTS = "kpi_entry e";

    /** One look-up for each of the few that are pending, whatever the planner believes of a table so short-lived. */
    static final String PENDING =
            """
            (SELECT fact_id FROM kpi_fact_pending OFFSET 0) p
              CROSS JOIN LATERAL (SELECT * FROM kpi_entry WHERE fact_id = p.fact_id OFFSET 0) e
            """;

    /** @param by what the answer is broken down by */
    static Reading of(Figure figure, Selection selection, Set<Dimension> by, Sight sight, String currency) {
        Map<String, Object> params = new HashMap<>();
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (figure.inCompanyCurrency()) {
            conditions.add("c.currency = :currency");
            params.put("currency", currency);
        }
        Span span = Span.of(selection);
        selection.only().forEach((dimension, key) -> {
            conditions.add(dimension.ofPart() + " = :only" + dimension.name());
            params.put("only" + dimension.name(), key);
        });
        if (sight.dimension() != null && sight.key() != null) {
            conditions.add(sight.dimension().ofPart() + " = :sight");
            params.put("sight", sight.key());
        }
        params.putAll(span.params());
        Set<Dimension> asked = new HashSet<>(by);
        asked.addAll(selection.only().keySet());
        return new Reading(parts(figure, span, table(figure.shape(), asked)), String.join(" AND ", conditions), params);
    }

    private static Table table(Figure.Shape shape, Set<Dimension> asked) {
        boolean customer = asked.contains(Dimension.CUSTOMER);
        boolean product = asked.contains(Dimension.PRODUCT);
        return switch (shape) {
            case SUMS ->
                customer ? (product ? Table.NONE : Table.BY_CUSTOMER) : (product ? Table.BY_PRODUCT : Table.MONTHLY);
            case CUSTOMERS -> product ? Table.NONE : Table.BY_CUSTOMER;
            case SPREAD -> product || customer ? Table.NONE : Table.SPREAD;
        };
    }

    private static String parts(Figure figure, Span span, Table table) {
        if (table == Table.NONE || !span.hasWholeMonths()) {
            return entries(figure, FACTS, "e.day >= :from AND e.day <= :to");
        }
        List<String> branches = new ArrayList<>();
        branches.add(FOLDED.formatted(
                KEYS.formatted("t") + "t.month AS day",
                table.columns,
                table.name,
                figure.kindList(),
                figure.basis().code()));
        branches.add(entries(figure, PENDING, "e.day >= :firstMonth AND e.day < :endMonth"));
        if (span.beginsWithinMonth()) {
            branches.add(entries(figure, FACTS, "e.day >= :from AND e.day < :firstMonth"));
        }
        if (span.endsWithinMonth()) {
            branches.add(entries(figure, FACTS, "e.day >= :endMonth AND e.day <= :to"));
        }
        return String.join(" UNION ALL ", branches);
    }

    private static String entries(Figure figure, String from, String days) {
        return ENTRIES.formatted(
                KEYS.formatted("e") + "e.day",
                Sums.columns("e"),
                from,
                figure.kindList(),
                figure.basis().code(),
                days);
    }

    /**
     * The days asked for, and the whole months among them.
     *
     * @param endMonth the first day that belongs to no whole month any more
     */
    record Span(LocalDate from, LocalDate to, LocalDate firstMonth, LocalDate endMonth) {

        static Span of(Selection selection) {
            LocalDate from = bound(selection.from(), LocalDate.MIN);
            LocalDate to = bound(selection.to(), LocalDate.MAX);
            LocalDate first = from.equals(LocalDate.MIN) || from.getDayOfMonth() == 1
                    ? from
                    : from.plusMonths(1).withDayOfMonth(1);
            LocalDate end = to.equals(LocalDate.MAX) ? to : to.plusDays(1).withDayOfMonth(1);
            return new Span(from, to, first, end);
        }

        boolean hasWholeMonths() {
            return firstMonth.isBefore(endMonth);
        }

        boolean beginsWithinMonth() {
            return from.isBefore(firstMonth);
        }

        boolean endsWithinMonth() {
            return !to.equals(LocalDate.MAX) && !to.isBefore(endMonth);
        }

        Map<String, Object> params() {
            return Map.of("from", from, "to", to, "firstMonth", firstMonth, "endMonth", endMonth);
        }

        private static LocalDate bound(@Nullable LocalDate day, LocalDate otherwise) {
            return day == null ? otherwise : day;
        }
    }
}
