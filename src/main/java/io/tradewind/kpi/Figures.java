package io.tradewind.kpi;

import static java.util.stream.Collectors.joining;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.OncePerTransaction;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Computes figures from the facts, within what the asking person may see. */
@Service
@Transactional(readOnly = true)
public class Figures {

    /** The figure's own SQL comes from the catalogue and the dimensions' from an enum; what a client sends is bound. */
    private static final String VALUES =
            """
            SELECT %1$s %2$s AS value
              FROM (%3$s) c %4$s
             WHERE %5$s
            """;

    private static final String DURATIONS =
            """
            SELECT %1$s c.spread, sum(c.n) AS n
              FROM (%2$s) c
             WHERE c.spread IS NOT NULL AND %3$s
             GROUP BY %4$s c.spread
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

    /**
     * A cost that was taken back, and what took it back, count for nothing: of one entered for a wrong year nothing is
     * left to show. The basis is bound so that it is planned anew: of a statement without parameters the plan is always kept.
     */
    private static final String RECORDED =
            """
            SELECT min(c.first_day) AS first, max(c.last_day) AS last
              FROM (SELECT region, team, rep, first_day, last_day FROM kpi_monthly
                     WHERE basis = :basis AND kind NOT LIKE 'target-%%' AND kind <> ALL(:costKinds)
                    UNION ALL
                    SELECT e.region, e.team, e.rep, e.first_day, e.last_day
                      FROM %1$s
                     WHERE e.basis = :basis AND e.kind NOT LIKE 'target-%%' AND e.kind <> ALL(:costKinds)
                    UNION ALL
                    SELECT one.region, one.team, one.rep, one.booked_on, one.booked_on
                      FROM cost_entry one LEFT JOIN cost_entry opposite ON opposite.takes_back = one.id
                     WHERE :costs AND one.takes_back IS NULL AND opposite.id IS NULL) c
             WHERE %2$s
            """;

    private static final String[] COST_KINDS = Stream.of(
                    FactKind.SELLING_EXPENSE, FactKind.MARKETING_EXPENSE, FactKind.VISIT_EXPENSE, FactKind.PRODUCT_COST)
            .map(FactKind::code)
            .toArray(String[]::new);

    private static final String FIRST = "SELECT min(business_date) FROM kpi_fact WHERE kind IN (%s)";

    private static final String FOREIGN =
            """
            SELECT coalesce(sum(c.n), 0)
              FROM (SELECT kind, currency, n FROM kpi_monthly WHERE basis = 'booked'
                    UNION ALL
                    SELECT e.kind, e.currency, e.n
                      FROM %1$s
                     WHERE e.basis = 'booked') c
             WHERE c.kind = 'deal-won' AND c.currency <> :currency
            """
                    .formatted(Reading.PENDING);

    /**
     * Until the transaction ends. A plan kept from when a page or two held all facts reads them all for each one that is
     * pending, which holds until PostgreSQL has counted a mass that came since. Where nothing is pending it is quicker.
     */
    private static final String PLANNED_ANEW =
            """
            SELECT set_config('plan_cache_mode', 'force_custom_plan', true)
             WHERE EXISTS (SELECT FROM kpi_fact_pending)
            """;

    private final OncePerTransaction<String, List<String>> settings = new OncePerTransaction<>();
    private final JdbcClient jdbc;
    private final DimensionNames names;
    private final WorkingTime workingTime;
    private final String currency;

    Figures(
            JdbcClient jdbc,
            DimensionNames names,
            WorkingTime workingTime,
            @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.names = names;
        this.workingTime = workingTime;
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
        return find(figure, sight).map(found -> answer(found, selection, by, sight, new HashMap<>()));
    }

    /** Several, in this order, without those there are not; what two of them have in common is read once. */
    public Map<String, FigureAnswer> answers(
            Collection<String> figures, Selection selection, @Nullable Dimension by, Sight sight) {
        Map<Reading, Map<List<@Nullable String>, Spread>> read = new HashMap<>();
        Map<String, FigureAnswer> answers = new LinkedHashMap<>();
        figures.forEach(figure ->
                find(figure, sight).ifPresent(found -> answers.put(figure, answer(found, selection, by, sight, read))));
        return answers;
    }

    /** Only the values there are, by their keys; empty if there is no such figure for a person with this sight. */
    public Map<String, Object> values(String figure, Selection selection, Dimension by, Sight sight) {
        Map<String, Object> values = new HashMap<>();
        find(figure, sight).ifPresent(found -> {
            refuse(found, by);
            Parts parts = parts(found, selection, List.of(by), sight, new HashMap<>());
            for (String key : parts.keys(0)) {
                Object value = told(found.unit(), parts.value(key));
                if (value != null) {
                    values.put(key, value);
                }
            }
        });
        return values;
    }

    /** The same, and beside it what it was earlier. */
    public Optional<FigureAnswer> answer(
            String figure, Selection selection, @Nullable Dimension by, Earlier earlier, Sight sight) {
        return find(figure, sight).map(found -> {
            Selection then = earlier.of(selection, workingTime.today());
            FigureAnswer now = answer(found, selection, by, sight, new HashMap<>());
            return now.with(
                    comparison(earlier.code(), found.unit(), now, answer(found, then, by, sight, new HashMap<>())));
        });
    }

    /** Why a figure cannot be told by a dimension; empty if it can, or if there is no such figure. */
    public Optional<String> whyNotBy(String figure, Dimension dimension) {
        return FigureCatalogue.find(figure).map(found -> found.notBy().get(dimension));
    }

    /** By a dimension and by month, largest part first; empty if there is no such figure for this sight. */
    public Optional<FigureMatrix> matrix(String figure, Selection selection, Dimension by, Sight sight) {
        return find(figure, sight).map(found -> matrix(found, selection, by, sight));
    }

    /** The facts behind a figure; empty if there is no such figure for a person with this sight. */
    public Optional<FactPage> facts(String figure, Selection selection, Sight sight, int limit, long offset) {
        return find(figure, sight).map(found -> facts(found, selection, sight, limit, offset));
    }

    /** What is recorded of one document within this sight, newest first. */
    public FactPage factsOf(String document, Sight sight, int limit) {
        Map<String, Object> params = new HashMap<>(Map.of("document", document));
        String held = "";
        if (sight.dimension() != null && sight.key() != null) {
            params.put("sight", sight.dimension().bound(sight.key()));
            held = " AND " + sight.dimension().heldFact(sight.key(), "f.business_date", "sight");
        }
        return read(
                new Condition("f.document = :document" + held, params),
                "f.business_date",
                "f.detail",
                "",
                false,
                limit,
                0);
    }

    /** First and last business date of what a person with this sight may see; empty before the first fact. */
    public Optional<Period> recorded(Sight sight) {
        boolean held = sight.dimension() != null && sight.key() != null;
        return withPending(RECORDED.formatted(
                        Reading.PENDING, held ? sight.dimension().ofPart() + " = :sight" : "true"))
                .param("basis", Figure.Basis.BOOKED.code())
                .param("costKinds", COST_KINDS)
                .param("costs", sight.costs())
                .params(held ? Map.of("sight", sight.key()) : Map.of())
                .query(Period.class)
                .optional()
                .filter(period -> Objects.nonNull(period.first()));
    }

    /** How many won deals no money figure contains, because their currency is not the company's. */
    public long dealsInOtherCurrencies() {
        return withPending(FOREIGN)
                .param("currency", currency)
                .query(Long.class)
                .single();
    }

    private static FigureAnswer.Comparison comparison(String compare, Unit unit, FigureAnswer now, FigureAnswer then) {
        BigDecimal difference = now.total() == null || then.total() == null
                ? null
                : new BigDecimal(now.total().toString())
                        .subtract(new BigDecimal(then.total().toString()));
        BigDecimal before = then.total() == null
                ? BigDecimal.ZERO
                : new BigDecimal(then.total().toString());
        return new FigureAnswer.Comparison(
                compare,
                then.from(),
                then.to(),
                then.total(),
                told(unit, difference),
                difference == null || before.signum() == 0
                        ? null
                        : difference.divide(before.abs(), Unit.SHARE.decimals(), RoundingMode.HALF_UP),
                then.rows());
    }

    private FigureAnswer answer(
            Figure figure,
            Selection selection,
            @Nullable Dimension by,
            Sight sight,
            Map<Reading, Map<List<@Nullable String>, Spread>> read) {
        refuse(figure, by);
        Parts parts = parts(figure, selection, by == null ? List.of() : List.of(by), sight, read);
        SortedSet<String> keys = parts.keys(0);
        DimensionNames.Book book = names.open(by, keys);
        List<Valued> valued = new ArrayList<>();
        for (String key : keys) {
            valued.add(new Valued(key, parts.value(key)));
        }
        if (by != Dimension.MONTH) {
            valued.sort(Comparator.comparing(Valued::value, Comparator.nullsLast(Comparator.reverseOrder()))
                    .thenComparing(Valued::key));
        }
        List<FigureAnswer.Row> rows = new ArrayList<>();
        for (Valued one : valued) {
            rows.add(new FigureAnswer.Row(one.key(), book.name(by, one.key()), told(figure.unit(), one.value())));
        }
        return new FigureAnswer(
                figure.name(),
                unit(figure),
                selection.from(),
                selection.to(),
                by == null ? null : by.code(),
                told(figure.unit(), parts.value()),
                rows,
                null);
    }

    private record Valued(String key, @Nullable BigDecimal value) {}

    private FigureMatrix matrix(Figure figure, Selection selection, Dimension by, Sight sight) {
        refuse(figure, by);
        Parts parts = parts(figure, selection, List.of(by, Dimension.MONTH), sight, new HashMap<>());
        Set<String> months = parts.keys(1);
        DimensionNames.Book book = names.open(by, parts.keys(0));
        List<FigureMatrix.Row> rows = parts.keys(0).stream()
                .sorted(Comparator.comparing(
                                (String key) -> parts.value(key, null), Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(Comparator.naturalOrder()))
                .map(key -> new FigureMatrix.Row(
                        key,
                        book.name(by, key),
                        told(figure.unit(), months, month -> parts.value(key, month)),
                        told(figure.unit(), parts.value(key, null))))
                .toList();
        return new FigureMatrix(
                figure.name(),
                unit(figure),
                months.stream()
                        .map(month -> new FigureMatrix.Part(month, book.name(Dimension.MONTH, month)))
                        .toList(),
                rows,
                told(figure.unit(), months, month -> parts.value(null, month)),
                told(figure.unit(), parts.value(null, null)));
    }

    private static void refuse(Figure figure, @Nullable Dimension by) {
        String why = by == null ? null : figure.notBy().get(by);
        if (why != null) {
            throw new Refused("by", figure.title() + " cannot be told by " + by.code() + ": " + why + ".");
        }
    }

    /** The figure's values in all, by each of the dimensions and by all of them together. */
    private Parts parts(
            Figure figure,
            Selection asked,
            List<Dimension> by,
            Sight sight,
            Map<Reading, Map<List<@Nullable String>, Spread>> read) {
        Selection selection = begun(figure, asked);
        if (figure.isState()) {
            return states(figure, selection, by, sight);
        }
        Reading reading = Reading.of(figure, selection, Set.copyOf(by), sight, currency);
        if (figure.quantile() != null) {
            return measured(figure, read.computeIfAbsent(reading, any -> spreads(any, by)), by.size());
        }
        Parts parts = computed(figure, reading, by);
        return figure.perWorkingDay() ? perWorkingDay(figure, parts, selection, by.indexOf(Dimension.MONTH)) : parts;
    }

    /** Targets are published for months to come; nothing can be reached of them yet unless a period asks for them. */
    private Selection begun(Figure figure, Selection selection) {
        LocalDate today = workingTime.today();
        boolean open = selection.to() == null
                && !selection.only().containsKey(Dimension.MONTH)
                && (selection.from() == null || !selection.from().isAfter(today));
        return open && figure.isAboutTargets() ? new Selection(selection.from(), today, selection.only()) : selection;
    }

    /** Days to come are no days yet; of each month its own days that lie in the period. */
    private Parts perWorkingDay(Figure figure, Parts parts, Selection selection, int monthAt) {
        LocalDate today = workingTime.today();
        LocalDate to = selection.to() == null || selection.to().isAfter(today) ? today : selection.to();
        LocalDate from = selection.from() == null ? firstOf(figure).orElse(to) : selection.from();
        String held = selection.only().getOrDefault(Dimension.MONTH, "");
        return parts.map((keys, value) -> {
            String month = monthAt < 0 || keys.get(monthAt) == null ? held : keys.get(monthAt);
            LocalDate first =
                    month.isEmpty() ? from : later(from, YearMonth.parse(month).atDay(1));
            LocalDate last =
                    month.isEmpty() ? to : earlier(to, YearMonth.parse(month).atEndOfMonth());
            long days = workingTime.workingDaysBetween(first.minusDays(1), last);
            return days == 0 ? null : value.divide(BigDecimal.valueOf(days), MathContext.DECIMAL64);
        });
    }

    private Optional<LocalDate> firstOf(Figure figure) {
        return jdbc.sql(FIRST.formatted(figure.kindList()))
                .query(LocalDate.class)
                .optional();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /** At the end of the selection; by month at the end of each. Nothing is known of days to come. */
    private Parts states(Figure figure, Selection selection, List<Dimension> by, Sight sight) {
        int monthAt = by.indexOf(Dimension.MONTH);
        Selection end = atEnd(selection);
        if (monthAt < 0) {
            return computed(figure, Reading.of(figure, end, Set.copyOf(by), sight, currency), by);
        }
        List<Dimension> others = new ArrayList<>(by);
        others.remove(monthAt);
        Parts parts = new Parts(by.size());
        parts.putAll(states(figure, end, others, sight), monthAt, null);
        YearMonth last = YearMonth.from(Objects.requireNonNull(end.to()));
        YearMonth first = Optional.ofNullable(selection.from())
                .or(() -> recorded(sight).map(Period::first))
                .map(YearMonth::from)
                .orElse(last);
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            Selection then = new Selection(null, month.atEndOfMonth(), end.only());
            parts.putAll(states(figure, earlier(then, end), others, sight), monthAt, month.toString());
        }
        return parts;
    }

    private static Selection earlier(Selection one, Selection other) {
        return Objects.requireNonNull(one.to()).isAfter(Objects.requireNonNull(other.to())) ? other : one;
    }

    /** The last day of the selection that is not to come; a month it is held to ends it as well. */
    private Selection atEnd(Selection selection) {
        LocalDate end = workingTime.today();
        if (selection.to() != null && selection.to().isBefore(end)) {
            end = selection.to();
        }
        Map<Dimension, String> only = new HashMap<>(selection.only());
        String month = only.remove(Dimension.MONTH);
        if (month != null && !month.isEmpty()) {
            LocalDate last = YearMonth.parse(month).atEndOfMonth();
            end = last.isBefore(end) ? last : end;
        }
        return new Selection(null, end, Map.copyOf(only));
    }

    /** The facts of a state: all up to its end, or those of the time it looks back to. */
    private static Selection behind(Figure figure, Selection end) {
        return new Selection(figure.since(Objects.requireNonNull(end.to())), end.to(), end.only());
    }

    private Parts computed(Figure figure, Reading reading, List<Dimension> by) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < by.size(); i++) {
            keys.append("CASE WHEN grouping(%1$s) = 0 THEN %2$s END AS key%3$d, "
                    .formatted(by.get(i).columnOfPart(), by.get(i).ofPart(), i));
        }
        String grouped = by.isEmpty()
                ? ""
                : by.stream().map(Dimension::columnOfPart).collect(joining(", ", " GROUP BY CUBE (", ")"));
        Parts parts = new Parts(by.size());
        withPending(VALUES.formatted(keys, figure.value(), reading.parts(), figure.joins(), reading.condition())
                        + grouped)
                .params(reading.params())
                .query(row -> {
                    parts.put(key(row, by.size()), row.getBigDecimal("value"));
                });
        return parts;
    }

    /** A statement that reads what is pending. */
    private JdbcClient.StatementSpec withPending(String sql) {
        settings.get(
                PLANNED_ANEW, setting -> jdbc.sql(setting).query(String.class).list());
        return jdbc.sql(sql);
    }

    private static Parts measured(Figure figure, Map<List<@Nullable String>, Spread> spreads, int dimensions) {
        Parts parts = new Parts(dimensions);
        spreads.forEach((group, spread) -> parts.put(group, spread.quantile(figure.quantile())));
        return parts;
    }

    private Map<List<@Nullable String>, Spread> spreads(Reading reading, List<Dimension> by) {
        String keys = by.stream().map(dimension -> dimension.ofPart() + ", ").collect(joining());
        String columns =
                by.stream().map(dimension -> dimension.columnOfPart() + ", ").collect(joining());
        Map<List<@Nullable String>, Spread> spreads = new HashMap<>();
        Map<List<@Nullable String>, List<Spread>> ofKey = new HashMap<>();
        withPending(DURATIONS.formatted(keys, reading.parts(), reading.condition(), columns))
                .params(reading.params())
                .query(row -> {
                    BigDecimal duration = row.getBigDecimal("spread");
                    long times = row.getLong("n");
                    ofKey.computeIfAbsent(key(row, by.size()), key -> Parts.groups(key).stream()
                                    .map(group -> spreads.computeIfAbsent(group, any -> new Spread()))
                                    .toList())
                            .forEach(spread -> spread.add(duration, times));
                });
        return spreads;
    }

    private static List<@Nullable String> key(ResultSet row, int dimensions) throws SQLException {
        List<@Nullable String> key = new ArrayList<>();
        for (int i = 1; i <= dimensions; i++) {
            key.add(row.getString(i));
        }
        return key;
    }

    private FactPage facts(Figure figure, Selection asked, Sight sight, int limit, long offset) {
        Selection selection = figure.isState() ? behind(figure, atEnd(asked)) : begun(figure, asked);
        return read(
                condition(figure, selection, sight),
                figure.basis().day(),
                figure.note(),
                figure.noteJoins(),
                figure.aboutCost(),
                limit,
                offset);
    }

    private FactPage read(
            Condition condition, String day, String note, String joins, boolean costs, int limit, long offset) {
        long count = jdbc.sql(COUNT.formatted(condition.sql()))
                .params(condition.params())
                .query(Long.class)
                .single();
        DimensionNames.Book book = names.open();
        List<FactPage.Row> rows = jdbc.sql(FACTS.formatted(day, note, joins, condition.sql()))
                .params(condition.params())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> new FactPage.Row(
                        row.getObject("day", LocalDate.class),
                        row.getString("kind"),
                        FactKind.ofCode(row.getString("kind")).title(),
                        row.getString("document"),
                        book.known(Dimension.REP, row.getString("rep")),
                        book.known(Dimension.TEAM, row.getString("team")),
                        book.known(Dimension.REGION, row.getString("region")),
                        book.known(Dimension.CUSTOMER, row.getString("customer_id")),
                        book.known(Dimension.PRODUCT, row.getString("product")),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("list_price"),
                        costs ? row.getBigDecimal("cost") : null,
                        row.getString("currency"),
                        row.getObject("working_days", Integer.class),
                        row.getBigDecimal("working_hours"),
                        row.getObject("score", Integer.class),
                        row.getObject("minutes", Integer.class),
                        row.getString("note")))
                .list();
        return new FactPage(count, rows);
    }

    private Condition condition(Figure figure, Selection selection, Sight sight) {
        String day = figure.basis().day();
        List<String> parts = new ArrayList<>();
        Map<String, Object> params = new HashMap<>();
        parts.add("f.kind IN (" + figure.kindList() + ")");
        parts.add(day + " IS NOT NULL");
        if (figure.inCompanyCurrency()) {
            parts.add("f.currency = :currency");
            params.put("currency", currency);
        }
        if (selection.from() != null) {
            parts.add(day + " >= :from");
            params.put("from", selection.from());
        }
        if (selection.to() != null) {
            parts.add(day + " <= :to");
            params.put("to", selection.to());
        }
        selection.only().forEach((dimension, key) -> {
            parts.add(dimension.heldFact(key, day, "only" + dimension.name()));
            params.put("only" + dimension.name(), dimension.bound(key));
        });
        if (sight.dimension() != null && sight.key() != null) {
            parts.add(sight.dimension().heldFact(sight.key(), day, "sight"));
            params.put("sight", sight.dimension().bound(sight.key()));
        }
        return new Condition(String.join(" AND ", parts), params);
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
            Unit unit, Set<String> months, Function<String, @Nullable BigDecimal> value) {
        List<@Nullable Object> told = new ArrayList<>();
        months.forEach(month -> told.add(told(unit, value.apply(month))));
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
}
