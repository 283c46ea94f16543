package io.tradewind.kpi;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Computes figures from the facts, within what the asking person may see. */
@Service
@Transactional(readOnly = true)
public class Figures {

    /** The figure's own SQL comes from the catalogue and the dimension's from an enum; what a client sends is bound. */
    private static final String ANSWER =
            """
            SELECT grouping(%1$s) AS is_total, %1$s AS key, %2$s AS value
              FROM kpi_fact f %3$s
             WHERE %4$s
             GROUP BY GROUPING SETS ((), (%1$s))
             ORDER BY 1 DESC, value DESC NULLS LAST, key
            """;

    private static final String TOTAL =
            """
            SELECT 1 AS is_total, NULL AS key, %2$s AS value FROM kpi_fact f %3$s WHERE %4$s
            """;

    private static final String MATRIX =
            """
            SELECT grouping(%1$s) AS all_keys, grouping(%2$s) AS all_months,
                   coalesce(%1$s, '') AS key, %2$s AS month, %3$s AS value
              FROM kpi_fact f %4$s
             WHERE %5$s
             GROUP BY GROUPING SETS ((), (%1$s), (%2$s), (%1$s, %2$s))
            """;

    private static final String COUNT = """
            SELECT count(*) FROM kpi_fact f WHERE %s
            """;

    private static final String FACTS =
            """
            SELECT f.*, %s AS day, %s AS note
              FROM kpi_fact f %s
             WHERE %s
             ORDER BY day DESC, f.id DESC
             LIMIT :limit OFFSET :offset
            """;

    private static final String RECORDED =
            """
            SELECT min(f.business_date) AS first, max(f.business_date) AS last FROM kpi_fact f WHERE %s
            """;

    private static final String FOREIGN =
            """
            SELECT count(*) FROM kpi_fact f WHERE f.kind = 'deal-won' AND f.currency <> :currency
            """;

    /** Marks a total among the keys; no id contains a blank. */
    private static final String ALL = "all of it";

    private final JdbcClient jdbc;
    private final DimensionNames names;
    private final String currency;

    Figures(JdbcClient jdbc, DimensionNames names, @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.names = names;
        this.currency = currency;
    }

    /** The figures a person with this sight may ask for, in the catalogue's order. */
    public List<FigureDescription> catalogue(Sight sight) {
        return FigureCatalogue.FIGURES.stream()
                .filter(figure -> sight.costs() || !figure.aboutCost())
                .map(this::describe)
                .toList();
    }

    /** What a figure means; empty if there is none of that name for a person with this sight. */
    public Optional<FigureDescription> describe(String figure, Sight sight) {
        return find(figure, sight).map(this::describe);
    }

    /** Empty if there is no such figure for a person with this sight. */
    public Optional<FigureAnswer> answer(String figure, Selection selection, @Nullable Dimension by, Sight sight) {
        return find(figure, sight).map(found -> answer(found, selection, by, sight));
    }

    /** By a dimension and by month, largest part first; empty if there is no such figure for this sight. */
    public Optional<FigureMatrix> matrix(String figure, Selection selection, Dimension by, Sight sight) {
        return find(figure, sight).map(found -> matrix(found, selection, by, sight));
    }

    /** The facts behind a figure; empty if there is no such figure for a person with this sight. */
    public Optional<FactPage> facts(String figure, Selection selection, Sight sight, int limit, long offset) {
        return find(figure, sight).map(found -> facts(found, selection, sight, limit, offset));
    }

    /** First and last business date of what a person with this sight may see; empty before the first fact. */
    public Optional<Period> recorded(Sight sight) {
        Condition condition = sighted(sight);
        return jdbc.sql(RECORDED.formatted(condition.sql()))
                .params(condition.params())
                .query(Period.class)
                .optional()
                .filter(period -> Objects.nonNull(period.first()));
    }

    /** How many won deals no money figure contains, because their currency is not the company's. */
    public long dealsInOtherCurrencies() {
        return jdbc.sql(FOREIGN).param("currency", currency).query(Long.class).single();
    }

    private FigureAnswer answer(Figure figure, Selection selection, @Nullable Dimension by, Sight sight) {
        Condition condition = condition(figure, selection, sight);
        String sql = (by == null ? TOTAL : ANSWER)
                .formatted(
                        by == null ? "" : by.expression(figure.day()), figure.value(), figure.joins(), condition.sql());
        List<Part> parts = jdbc.sql(sql)
                .params(condition.params())
                .query((row, number) ->
                        new Part(row.getInt("is_total") == 1, row.getString("key"), row.getBigDecimal("value")))
                .list();
        DimensionNames.Book book = names.open();
        Object total = null;
        List<FigureAnswer.Row> rows = new ArrayList<>();
        for (Part part : parts) {
            Object value = told(figure.unit(), part.value());
            if (part.isTotal()) {
                total = value;
            } else {
                String key = part.key() == null ? "" : part.key();
                rows.add(new FigureAnswer.Row(key, by == null ? key : book.name(by, key), value));
            }
        }
        if (by == Dimension.MONTH) {
            rows.sort((a, b) -> a.key().compareTo(b.key()));
        }
        return new FigureAnswer(
                figure.name(),
                unit(figure),
                selection.from(),
                selection.to(),
                by == null ? null : by.code(),
                total,
                rows);
    }

    private FigureMatrix matrix(Figure figure, Selection selection, Dimension by, Sight sight) {
        Condition condition = condition(figure, selection, sight);
        Map<String, Map<String, @Nullable BigDecimal>> cells = new HashMap<>();
        SortedSet<String> monthKeys = new TreeSet<>();
        jdbc.sql(MATRIX.formatted(
                        by.expression(figure.day()),
                        Dimension.MONTH.expression(figure.day()),
                        figure.value(),
                        figure.joins(),
                        condition.sql()))
                .params(condition.params())
                .query(row -> {
                    String key = row.getInt("all_keys") == 1 ? ALL : row.getString("key");
                    String month = row.getInt("all_months") == 1 ? ALL : row.getString("month");
                    if (!month.equals(ALL)) {
                        monthKeys.add(month);
                    }
                    cells.computeIfAbsent(key, k -> new HashMap<>()).put(month, row.getBigDecimal("value"));
                });
        DimensionNames.Book book = names.open();
        Map<String, @Nullable BigDecimal> totals = cells.getOrDefault(ALL, Map.of());
        List<FigureMatrix.Row> rows = cells.entrySet().stream()
                .filter(row -> !row.getKey().equals(ALL))
                .sorted(Comparator.comparing(
                                (Map.Entry<String, Map<String, @Nullable BigDecimal>> row) ->
                                        row.getValue().get(ALL),
                                Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(Map.Entry::getKey))
                .map(row -> new FigureMatrix.Row(
                        row.getKey(),
                        book.name(by, row.getKey()),
                        told(figure.unit(), row.getValue(), monthKeys),
                        told(figure.unit(), row.getValue().get(ALL))))
                .toList();
        return new FigureMatrix(
                figure.name(),
                unit(figure),
                monthKeys.stream()
                        .map(month -> new FigureMatrix.Part(month, book.name(Dimension.MONTH, month)))
                        .toList(),
                rows,
                told(figure.unit(), totals, monthKeys),
                told(figure.unit(), totals.get(ALL)));
    }

    private FactPage facts(Figure figure, Selection selection, Sight sight, int limit, long offset) {
        Condition condition = condition(figure, selection, sight);
        long count = jdbc.sql(COUNT.formatted(condition.sql()))
                .params(condition.params())
                .query(Long.class)
                .single();
        DimensionNames.Book book = names.open();
        List<FactPage.Row> rows = jdbc.sql(
                        FACTS.formatted(figure.day(), figure.note(), figure.joins(), condition.sql()))
                .params(condition.params())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> new FactPage.Row(
                        row.getObject("day", LocalDate.class),
                        FactKind.ofCode(row.getString("kind")).title(),
                        row.getString("document"),
                        book.name(Dimension.REP, row.getString("rep")),
                        book.name(Dimension.TEAM, row.getString("team")),
                        book.name(Dimension.REGION, row.getString("region")),
                        book.name(Dimension.CUSTOMER, row.getString("customer_id")),
                        book.name(Dimension.PRODUCT, row.getString("product")),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("list_price"),
                        row.getString("currency"),
                        row.getObject("working_days", Integer.class),
                        row.getBigDecimal("working_hours"),
                        row.getObject("score", Integer.class),
                        row.getString("note")))
                .list();
        return new FactPage(count, rows);
    }

    private Condition condition(Figure figure, Selection selection, Sight sight) {
        List<String> parts = new ArrayList<>();
        Map<String, Object> params = new HashMap<>();
        parts.add(figure.kinds().stream()
                .map(kind -> "'" + kind.code() + "'")
                .collect(joining(", ", "f.kind IN (", ")")));
        parts.add(figure.condition());
        params.put("currency", currency);
        if (selection.from() != null) {
            parts.add(figure.day() + " >= :from");
            params.put("from", selection.from());
        }
        if (selection.to() != null) {
            parts.add(figure.day() + " <= :to");
            params.put("to", selection.to());
        }
        selection.only().forEach((dimension, key) -> {
            String param = "only" + dimension.name();
            parts.add("coalesce(" + dimension.expression(figure.day()) + ", '') = :" + param);
            params.put(param, key);
        });
        Condition sighted = sighted(sight);
        parts.add(sighted.sql());
        params.putAll(sighted.params());
        return new Condition(String.join(" AND ", parts), params);
    }

    private static Condition sighted(Sight sight) {
        return sight.dimension() == null || sight.key() == null
                ? new Condition("true", Map.of())
                : new Condition(
                        sight.dimension().expression("f.business_date") + " = :sight", Map.of("sight", sight.key()));
    }

    private Optional<Figure> find(String name, Sight sight) {
        return FigureCatalogue.find(name).filter(figure -> sight.costs() || !figure.aboutCost());
    }

    private FigureDescription describe(Figure figure) {
        return new FigureDescription(
                figure.name(), figure.title(), figure.formula(), unit(figure), figure.direction(), figure.source());
    }

    private String unit(Figure figure) {
        return figure.unit() == Unit.MONEY ? currency : figure.unit().words();
    }

    private static List<@Nullable Object> told(
            Unit unit, Map<String, @Nullable BigDecimal> values, SortedSet<String> months) {
        List<@Nullable Object> told = new ArrayList<>();
        months.forEach(month -> told.add(told(unit, values.get(month))));
        return told;
    }

    private static @Nullable Object told(Unit unit, @Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal rounded = value.setScale(unit.decimals(), RoundingMode.HALF_UP);
        return unit == Unit.MONEY ? rounded.toPlainString() : rounded;
    }

    private record Condition(String sql, Map<String, Object> params) {}

    private record Part(boolean isTotal, @Nullable String key, @Nullable BigDecimal value) {}
}
