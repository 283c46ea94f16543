package io.tradewind.kpi;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                "'' AS product, 0::bigint AS customer_id, t.currency, " + Sums.columns("t")
                        + ", NULL::numeric AS spread"),
        BY_PRODUCT(
                "kpi_product_monthly",
                "t.product, 0::bigint AS customer_id, t.currency, " + Sums.columns("t") + ", NULL::numeric AS spread"),
        BY_CUSTOMER(
                "kpi_customer_monthly",
                "'' AS product, t.customer_id, t.currency, " + Sums.columns("t") + ", NULL::numeric AS spread"),
        /** Of the whole company, where nobody asks whose they were: by quarter and by year as well. */
        BY_CUSTOMER_TOTAL(BY_CUSTOMER.name, BY_CUSTOMER.columns),
        SPREAD(
                "kpi_spread_monthly",
                "'' AS product, 0::bigint AS customer_id, '' AS currency, " + Sums.onlyCount("t") + ", t.spread"),
        /** Of the whole company, where nobody asks whose they were. */
        SPREAD_TOTAL(
                "(SELECT s.*, '' AS region, '' AS team, '' AS rep FROM kpi_spread_total_monthly s)", SPREAD.columns),
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
            SELECT %1$s, %2$s, t.month FROM %3$s t
             WHERE t.kind IN (%4$s) AND t.basis = '%5$s' AND t.month >= :%6$s AND t.month < :%7$s
            """;

    private static final String BY_CUSTOMER_SPAN =
            """
            (SELECT s.*, s.first_month AS month, '' AS region, '' AS team, '' AS rep
               FROM kpi_customer_span s WHERE s.months = %d)
            """;

    private static final String ENTRIES =
            """
            SELECT %s, e.product, e.customer_id, e.currency, %s, e.spread, date_trunc('month', e.day)::date AS month
              FROM %s
             WHERE e.kind IN (%s) AND e.basis = '%s' AND %s
            """;

    private static final String FACTS = "kpi_entry e";

    private static final String FACTS_OF_CUSTOMER = "(SELECT * FROM kpi_entry WHERE buyer = :onlyCUSTOMER) e";

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
        params.put("currency", currency);
        if (figure.inCompanyCurrency()) {
            conditions.add("c.currency = :currency");
        }
        selection.only().forEach((dimension, key) -> {
            conditions.add(dimension.heldPart(key, "only" + dimension.name()));
            params.put("only" + dimension.name(), dimension.bound(key));
        });
        if (sight.dimension() != null && sight.key() != null) {
            conditions.add(sight.dimension().heldPart(sight.key(), "sight"));
            params.put("sight", sight.dimension().bound(sight.key()));
        }
        Set<Dimension> asked = new HashSet<>(by);
        asked.addAll(selection.only().keySet());
        if (sight.dimension() != null && sight.key() != null) {
            asked.add(sight.dimension());
        }
        Table table = table(figure.shape(), asked);
        String facts = selection.only().getOrDefault(Dimension.CUSTOMER, "").isEmpty() ? FACTS : FACTS_OF_CUSTOMER;
        String parts = figure.isState()
                ? state(figure, selection, table, facts, params)
                : parts(
                        figure.kindList(),
                        figure.basis(),
                        Span.of(selection.from(), selection.to(), "", params),
                        table,
                        facts);
        return new Reading(parts, String.join(" AND ", conditions), params);
    }

    /** Each term by its own days. */
    private static String state(
            Figure figure, Selection selection, Table table, String facts, Map<String, Object> params) {
        LocalDate end = Objects.requireNonNull(selection.to());
        List<String> terms = new ArrayList<>();
        for (Figure.Term term : figure.terms()) {
            Span span = Span.of(term.first(end), term.last(end), String.valueOf(terms.size()), params);
            terms.add("SELECT '%s' AS term, t.* FROM (%s) t"
                    .formatted(term.name(), parts(Figure.kindList(term.kinds()), term.basis(), span, table, facts)));
        }
        return String.join(" UNION ALL ", terms);
    }

    private static Table table(Figure.Shape shape, Set<Dimension> asked) {
        boolean customer = asked.contains(Dimension.CUSTOMER);
        boolean product = asked.contains(Dimension.PRODUCT);
        Table byCustomer = Set.of(Dimension.CUSTOMER).containsAll(asked) ? Table.BY_CUSTOMER_TOTAL : Table.BY_CUSTOMER;
        return switch (shape) {
            case SUMS -> customer ? (product ? Table.NONE : byCustomer) : (product ? Table.BY_PRODUCT : Table.MONTHLY);
            case CUSTOMERS -> product ? Table.NONE : byCustomer;
            case SPREAD ->
                product || customer
                        ? Table.NONE
                        : Set.of(Dimension.MONTH).containsAll(asked) ? Table.SPREAD_TOTAL : Table.SPREAD;
        };
    }

    private static String parts(String kinds, Figure.Basis basis, Span span, Table table, String facts) {
        if (table == Table.NONE || !span.hasWholeMonths()) {
            return entries(kinds, basis, facts, span.days(":from", "<=", ":to"));
        }
        List<String> branches = new ArrayList<>();
        for (Stretch stretch : table == Table.BY_CUSTOMER_TOTAL ? span.stretches() : span.months()) {
            branches.add(FOLDED.formatted(
                    KEYS.formatted("t") + "t.month AS day",
                    table.columns,
                    stretch.months() == 1 ? table.name : BY_CUSTOMER_SPAN.formatted(stretch.months()),
                    kinds,
                    basis.code(),
                    stretch.first(),
                    stretch.end()));
        }
        branches.add(entries(kinds, basis, PENDING, span.days(":firstMonth", "<", ":endMonth")));
        if (span.beginsWithinMonth()) {
            branches.add(entries(kinds, basis, facts, span.days(":from", "<", ":firstMonth")));
        }
        if (span.endsWithinMonth()) {
            branches.add(entries(kinds, basis, facts, span.days(":endMonth", "<=", ":to")));
        }
        return String.join(" UNION ALL ", branches);
    }

    private static String entries(String kinds, Figure.Basis basis, String from, String days) {
        return ENTRIES.formatted(KEYS.formatted("e") + "e.day", Sums.columns("e"), from, kinds, basis.code(), days);
    }

    /** Whole months, quarters or years; {@code first} and {@code end} are the names of parameters. */
    private record Stretch(int months, String first, String end) {}

    /**
     * The days asked for, and the whole months among them.
     *
     * @param endMonth the first day that belongs to no whole month any more
     * @param suffix of the names of its parameters
     */
    record Span(LocalDate from, LocalDate to, LocalDate firstMonth, LocalDate endMonth, String suffix) {

        static Span of(@Nullable LocalDate first, @Nullable LocalDate last, String suffix, Map<String, Object> params) {
            LocalDate from = bound(first, LocalDate.MIN);
            LocalDate to = bound(last, LocalDate.MAX);
            LocalDate firstMonth = from.equals(LocalDate.MIN) || from.getDayOfMonth() == 1
                    ? from
                    : from.plusMonths(1).withDayOfMonth(1);
            LocalDate end = to.equals(LocalDate.MAX) ? to : to.plusDays(1).withDayOfMonth(1);
            Span span = new Span(from, to, firstMonth, end, suffix);
            params.putAll(Map.of(
                    "from" + suffix,
                    from,
                    "to" + suffix,
                    to,
                    "firstMonth" + suffix,
                    firstMonth,
                    "firstQuarter" + suffix,
                    span.first(3),
                    "firstYear" + suffix,
                    span.first(12),
                    "endYear" + suffix,
                    span.end(12),
                    "endQuarter" + suffix,
                    span.end(3),
                    "endMonth" + suffix,
                    end));
            return span;
        }

        /** The first day of the first whole quarter or year. */
        private LocalDate first(int months) {
            LocalDate begun = begun(firstMonth, months);
            return begun.equals(firstMonth) ? begun : begun.plusMonths(months);
        }

        /** The first day that belongs to no whole quarter or year any more. */
        private LocalDate end(int months) {
            return begun(endMonth, months);
        }

        private static LocalDate begun(LocalDate month, int months) {
            return month.equals(LocalDate.MIN) || month.equals(LocalDate.MAX)
                    ? month
                    : month.minusMonths((month.getMonthValue() - 1) % months);
        }

        List<Stretch> months() {
            return List.of(new Stretch(1, "firstMonth" + suffix, "endMonth" + suffix));
        }

        /** Whole years as far as there are any, quarters around them, and months around those. */
        List<Stretch> stretches() {
            if (!first(3).isBefore(end(3))) {
                return months();
            }
            List<Stretch> stretches = new ArrayList<>();
            stretches.add(new Stretch(1, "firstMonth" + suffix, "firstQuarter" + suffix));
            if (first(12).isBefore(end(12))) {
                stretches.add(new Stretch(3, "firstQuarter" + suffix, "firstYear" + suffix));
                stretches.add(new Stretch(12, "firstYear" + suffix, "endYear" + suffix));
                stretches.add(new Stretch(3, "endYear" + suffix, "endQuarter" + suffix));
            } else {
                stretches.add(new Stretch(3, "firstQuarter" + suffix, "endQuarter" + suffix));
            }
            stretches.add(new Stretch(1, "endQuarter" + suffix, "endMonth" + suffix));
            return stretches;
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

        String days(String first, String untilOr, String last) {
            return "e.day >= " + first + suffix + " AND e.day " + untilOr + " " + last + suffix;
        }

        private static LocalDate bound(@Nullable LocalDate day, LocalDate otherwise) {
            return day == null ? otherwise : day;
        }
    }
}
