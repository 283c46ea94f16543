package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tradewind.customer.Customers;
import io.tradewind.deal.DealWon;
import io.tradewind.deal.Deals;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Every figure that the sample can give, total and by every dimension, against plain SQL over the raw rows of the CSV
 * files. All tests look at one load, in a transaction that is rolled back at the end.
 */
@TradewindTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FigureProofTests {

    /** The independent computation: name → aggregate over the raw rows {@code d}. */
    private static final Map<String, String> FROM_RAW_ROWS = Map.of(
            "win-rate",
            "sum(CASE WHEN stage = 'Won' THEN 1.0 WHEN stage = 'Lost' THEN 0 END)"
                    + " / nullif(sum(CASE WHEN stage IN ('Won', 'Lost') THEN 1 END), 0)",
            "revenue",
            "coalesce(sum(CASE WHEN stage = 'Won' THEN value END), 0)",
            "deals-won",
            "sum(CASE WHEN stage = 'Won' THEN 1 ELSE 0 END)",
            "deals-lost",
            "sum(CASE WHEN stage = 'Lost' THEN 1 ELSE 0 END)",
            "average-discount",
            "1 - sum(CASE WHEN stage = 'Won' THEN value END) / sum(CASE WHEN stage = 'Won' THEN price END)",
            "gross-margin",
            "sum(CASE WHEN stage = 'Won' THEN value - round(price * 0.55, 2) END)"
                    + " / nullif(sum(CASE WHEN stage = 'Won' THEN value END), 0)",
            "conversion-rate",
            "sum(CASE WHEN engaged IS NULL THEN NULL WHEN stage = 'Won' THEN 1.0 ELSE 0 END)"
                    + " / nullif(count(engaged), 0)",
            "sales-cycle",
            "(percentile_disc(0.5) WITHIN GROUP (ORDER BY workdays)"
                    + " + percentile_disc(0.5) WITHIN GROUP (ORDER BY workdays DESC)) / 2.0",
            "new-customer-rate",
            "sum(CASE WHEN stage = 'Won' AND earliest AND NOT same_day_before THEN 1.0 ELSE 0 END)"
                    + " / nullif(count(DISTINCT CASE WHEN stage = 'Won' THEN account END), 0)");

    /** In tests of their own below: they look back from a day, or ahead. */
    private static final Set<String> PROVED_APART =
            Set.of("lost-customers", "churn", "customer-lifetime-value", "forecast", "forecast-adjusted");

    /** Ten months of orders before the last of these days, one month of them in its last year. */
    private static final Selection A_YEAR_LATER = new Selection(null, LocalDate.of(2018, 11, 30), Map.of());

    /** The sample ends with 2017; what other tests leave behind is later. */
    private static final Selection SAMPLE = new Selection(null, LocalDate.of(2017, 12, 31), Map.of());

    private static final Map<Dimension, String> RAW_KEYS = Map.of(
            Dimension.REGION, "office",
            Dimension.TEAM, "manager",
            Dimension.REP, "agent",
            Dimension.PRODUCT, "product",
            Dimension.CUSTOMER, "account");

    @Autowired
    private Deals deals;

    @Autowired
    private Customers customers;

    @Autowired
    private Figures figures;

    @Autowired
    private FactFolder folder;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private @Nullable TransactionStatus transaction;

    @BeforeAll
    void loadBothSides() {
        transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        SamplePipeline.load(deals, customers);
        loadRawRows();
    }

    @AfterAll
    void forget() {
        transactions.rollback(transaction);
    }

    @Test
    void theBoardAgreesWithTheCsvToTheCentAndTheDeal() {
        assertThat(total("deals-won")).isEqualTo(new BigDecimal("4238"));
        assertThat(total("deals-lost")).isEqualTo(new BigDecimal("2473"));
        assertThat(total("revenue")).isEqualTo("10005534.00");
    }

    @Test
    void everyFigureIsTheSameWhetherItsFactsArePendingHalfFoldedOrFolded() {
        everyFigureAgreesWithTheRawRows();

        jdbc.update(
                "CREATE TEMP TABLE aside ON COMMIT DROP AS SELECT fact_id FROM kpi_fact_pending WHERE fact_id % 2 = 0");
        jdbc.update("DELETE FROM kpi_fact_pending WHERE fact_id % 2 = 0");
        folder.foldPending();
        jdbc.update("INSERT INTO kpi_fact_pending SELECT fact_id FROM aside");
        everyFigureAgreesWithTheRawRows();

        folder.foldPending();
        assertThat(jdbc.queryForObject("SELECT count(*) FROM kpi_fact_pending", Long.class))
                .isZero();
        everyFigureAgreesWithTheRawRows();
        folder.foldPending();
        everyFigureAgreesWithTheRawRows();
    }

    @Test
    void aPeriodMayBeginAndEndWithinAMonthOrLieInsideOne() {
        folder.foldPending();
        List<Selection> periods = List.of(
                period("2017-03-05", "2017-03-20"),
                period("2017-03-01", "2017-03-31"),
                period("2017-03-31", "2017-04-01"),
                period("2017-02-11", "2017-06-30"),
                period("2017-02-01", "2017-06-12"),
                period("2017-01-01", "2017-12-31"),
                period("2017-04-01", "2017-09-30"),
                period("2016-11-15", "2018-02-14"),
                period("2017-05-17", "2018-06-30"),
                period("2016-12-24", "2017-11-02"));
        for (Selection period : periods) {
            for (Dimension by : List.of(Dimension.REP, Dimension.CUSTOMER)) {
                Map<String, BigDecimal> revenue = byName(answer("revenue", period, by));
                Map<String, BigDecimal> expected = new TreeMap<>();
                jdbc.query(
                        "SELECT %1$s AS key, sum(value) AS value FROM raw WHERE stage = 'Won' AND closed BETWEEN ? AND ? GROUP BY 1"
                                .formatted(RAW_KEYS.get(by)),
                        row -> {
                            expected.put(
                                    row.getString("key"),
                                    row.getBigDecimal("value").setScale(2));
                        },
                        period.from(),
                        period.to());
                assertThat(revenue).as(period + " by " + by).isEqualTo(expected).isNotEmpty();
            }
            assertThat(number(answer("sales-cycle", period, Dimension.REP).total()))
                    .as("sales cycle of " + period)
                    .isEqualTo(number(jdbc.queryForObject(
                            """
                            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY working_days)::numeric(9, 1)
                              FROM kpi_fact WHERE kind = 'deal-won' AND business_date BETWEEN ? AND ?
                            """,
                            BigDecimal.class,
                            period.from(),
                            period.to())));
        }
    }

    @Test
    void whatIsNotFoldedTogetherIsReadFromTheFacts() {
        folder.foldPending();
        Selection gtxPro = SAMPLE.only(Dimension.PRODUCT, "gtx-pro");

        Map<String, BigDecimal> revenue = byName(answer("revenue", gtxPro, Dimension.CUSTOMER));

        Map<String, BigDecimal> expected = new TreeMap<>();
        jdbc.query(
                "SELECT account, sum(value) AS value FROM raw WHERE stage = 'Won' AND product = 'GTX Pro' GROUP BY account",
                row -> {
                    expected.put(
                            row.getString("account"), row.getBigDecimal("value").setScale(2));
                });
        assertThat(revenue).isEqualTo(expected).isNotEmpty();
    }

    private static Selection period(String from, String to) {
        return new Selection(LocalDate.parse(from), LocalDate.parse(to), Map.of());
    }

    @Test
    void oneCustomerIsToldAloneWhatTheListOfAllTells() {
        folder.foldPending();
        Selection gtxPro = SAMPLE.only(Dimension.PRODUCT, "gtx-pro");
        for (Figure figure : FigureCatalogue.FIGURES) {
            if (figure.notBy().containsKey(Dimension.CUSTOMER)) {
                continue;
            }
            for (Selection part :
                    figure.notBy().containsKey(Dimension.PRODUCT) ? List.of(SAMPLE) : List.of(SAMPLE, gtxPro)) {
                for (FigureAnswer.Row row : answer(figure.name(), part, Dimension.CUSTOMER).rows().stream()
                        .filter(row -> !row.key().isEmpty())
                        .limit(2)
                        .toList()) {
                    assertThat(answer(figure.name(), part.only(Dimension.CUSTOMER, row.key()), null)
                                    .total())
                            .as(figure.name() + " of " + row.name())
                            .isEqualTo(row.value());
                }
            }
        }
        for (String nobody : List.of("none of ours", "0", "-3", "007", "99999999999999999999")) {
            assertThat(answer("deals-won", SAMPLE.only(Dimension.CUSTOMER, nobody), null)
                            .total())
                    .as(nobody)
                    .isEqualTo(BigDecimal.ZERO);
        }
    }

    private void everyFigureAgreesWithTheRawRows() {
        for (String figure : FROM_RAW_ROWS.keySet()) {
            Unit unit = FigureCatalogue.find(figure).orElseThrow().unit();
            assertThat(number(total(figure)))
                    .as(figure)
                    .isEqualTo(raw(figure, unit, "'all'").get("all"));
            for (Dimension by : Dimension.values()) {
                Map<String, BigDecimal> expected = raw(figure, unit, rawKey(figure, by));
                assertThat(answered(figure, by)).as(figure + " by " + by).isEqualTo(expected);
            }
        }
    }

    @Test
    void everyFigureThatTheSampleCannotGiveIsSaidToBeEmptyRatherThanZero() {
        List<String> empty = FigureCatalogue.FIGURES.stream()
                .map(Figure::name)
                .filter(name -> !FROM_RAW_ROWS.containsKey(name) && !PROVED_APART.contains(name))
                .toList();

        assertThat(empty).contains("collection-rate", "approval-time", "expense-share", "cost-per-visit");
        assertThat(empty).allSatisfy(name -> assertThat(total(name)).as(name).isNull());
    }

    @Test
    void whoOrderedAndOrdersNoMoreIsLost() {
        folder.foldPending();
        String customers = "SELECT %1$s AS key, account, max(closed) AS last, min(closed) AS first,"
                + " sum(value - round(price * 0.55, 2)) FILTER (WHERE closed > '2017-11-30') AS margin"
                + " FROM raw WHERE stage = 'Won' GROUP BY 1, 2";
        String lost = "count(*) FILTER (WHERE last <= '2017-11-30')";
        String churn = lost + "::numeric / nullif(count(*) FILTER (WHERE first <= '2017-11-30'), 0)";
        Map<String, String> expected = Map.of(
                "lost-customers", lost,
                "churn", churn,
                "customer-lifetime-value",
                        "sum(margin) / nullif(count(*) FILTER (WHERE last > '2017-11-30'), 0) / nullif(" + churn
                                + ", 0)");
        expected.forEach((figure, sql) -> {
            Figure found = FigureCatalogue.find(figure).orElseThrow();
            for (Dimension by :
                    List.of(Dimension.REGION, Dimension.TEAM, Dimension.REP, Dimension.PRODUCT, Dimension.CUSTOMER)) {
                if (found.notBy().containsKey(by)) {
                    continue;
                }
                Map<String, BigDecimal> values = new TreeMap<>();
                jdbc.query(
                        "SELECT key, " + sql + " AS value FROM (" + customers.formatted(RAW_KEYS.get(by))
                                + ") c GROUP BY key",
                        row -> {
                            values.put(row.getString("key"), exactly(found.unit(), row.getObject("value")));
                        });
                assertThat(byName(answer(figure, A_YEAR_LATER, by)))
                        .as(figure + " by " + by)
                        .isEqualTo(values)
                        .isNotEmpty();
            }
            BigDecimal all = exactly(
                    found.unit(),
                    jdbc.queryForObject(
                            "SELECT " + sql + " FROM (" + customers.formatted("1") + ") c", BigDecimal.class));
            assertThat(number(answer(figure, A_YEAR_LATER, null).total()))
                    .as(figure)
                    .isEqualTo(all);
        });
        assertThat(answer("lost-customers", A_YEAR_LATER, Dimension.REP).rows())
                .as("somebody lost somebody")
                .anySatisfy(row -> assertThat(number(row.value())).isPositive());
    }

    @Test
    void theForecastIsWhatTheOpenDealsOfTheSampleAreWorth() {
        folder.foldPending();
        Selection due = new Selection(null, LocalDate.of(2018, 12, 31), Map.of());
        for (Dimension by : Dimension.values()) {
            Map<String, BigDecimal> expected = new TreeMap<>();
            String key = by == Dimension.MONTH ? "to_char(engaged + 60, 'FMMonth YYYY')" : RAW_KEYS.get(by);
            jdbc.query(
                    "SELECT " + key + " AS key, sum(round(coalesce(nullif(value, 0), price) * 0.25, 2)) AS value"
                            + " FROM raw WHERE stage = 'Engaging' GROUP BY 1",
                    row -> {
                        expected.put(
                                row.getString("key"), row.getBigDecimal("value").setScale(2));
                    });
            assertThat(byName(answer("forecast", due, by)))
                    .as("by " + by)
                    .isEqualTo(expected)
                    .isNotEmpty();
        }
    }

    @Test
    void everyFigureThatAddsUpDoesSoByMonthAndByRepOfATeam() {
        folder.foldPending();
        for (String figure : List.of("revenue", "deals-won", "deals-lost", "forecast")) {
            Selection all = new Selection(null, LocalDate.of(2018, 12, 31), Map.of());
            BigDecimal total = number(answer(figure, all, null).total());
            assertThat(total).as(figure).isPositive();
            for (Dimension by : Dimension.values()) {
                assertThat(sum(byName(answer(figure, all, by))))
                        .as(figure + " by " + by)
                        .isEqualByComparingTo(total);
            }
            for (FigureAnswer.Row team : answer(figure, all, Dimension.TEAM).rows()) {
                Selection only = all.only(Dimension.TEAM, team.key());
                for (Dimension by : List.of(Dimension.REP, Dimension.MONTH, Dimension.PRODUCT, Dimension.CUSTOMER)) {
                    assertThat(sum(byName(answer(figure, only, by))))
                            .as(figure + " of " + team.name() + " by " + by)
                            .isEqualByComparingTo(number(team.value()));
                }
            }
        }
    }

    @Test
    void aPeriodCountsBothItsDays() {
        Selection firstDays = new Selection(LocalDate.of(2017, 3, 1), LocalDate.of(2017, 3, 2), Map.of());

        BigDecimal expected = jdbc.queryForObject(
                "SELECT sum(value) FROM raw WHERE stage = 'Won' AND closed IN ('2017-03-01', '2017-03-02')",
                BigDecimal.class);
        assertThat(number(figures.answer("revenue", firstDays, null, Sight.EVERYTHING)
                        .orElseThrow()
                        .total()))
                .isEqualByComparingTo(expected)
                .isPositive();
    }

    @Test
    void monthsSumToTheYearAndRepsToTheirTeam() {
        BigDecimal year = number(total("revenue"));
        assertThat(sum(answered("revenue", Dimension.MONTH))).isEqualByComparingTo(year);

        for (FigureAnswer.Row team : answer("revenue", SAMPLE, Dimension.TEAM).rows()) {
            Selection only = SAMPLE.only(Dimension.TEAM, team.key());
            FigureAnswer reps = answer("revenue", only, Dimension.REP);
            assertThat(reps.rows()).hasSizeGreaterThan(1);
            assertThat(sum(byName(reps))).as(team.name()).isEqualByComparingTo(number(team.value()));
        }
    }

    @Test
    void tellingWhatWasToldAlreadyChangesNothing() {
        long facts = count();
        assertThat(facts).isEqualTo(/* won */ 4238 + /* lost */ 2473 + /* qualified */ 8300 + /* converted */ 4238);

        Map<String, BigDecimal> revenue = answered("revenue", Dimension.REP);
        List<DealWon> told = jdbc.query(
                "SELECT * FROM kpi_fact WHERE kind = 'deal-won' AND business_date < '2018-01-01' LIMIT 100",
                (row, number) -> new DealWon(
                        row.getString("document"),
                        row.getString("rep"),
                        row.getLong("customer_id"),
                        row.getString("product"),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("list_price"),
                        row.getBigDecimal("cost"),
                        row.getString("currency"),
                        row.getObject("qualified_on", LocalDate.class),
                        row.getObject("business_date", LocalDate.class)));
        told.forEach(events::publishEvent);
        SamplePipeline.load(deals, customers);

        assertThat(count()).isEqualTo(facts);
        assertThat(answered("revenue", Dimension.REP)).isEqualTo(revenue);
    }

    @Test
    void everyFigureOpensAsManyFactsAsItCounts() {
        for (String figure : Set.of("deals-won", "deals-lost")) {
            FactPage page =
                    figures.facts(figure, SAMPLE, Sight.EVERYTHING, 50, 0).orElseThrow();
            assertThat(BigDecimal.valueOf(page.count())).isEqualTo(total(figure));
            assertThat(page.rows()).hasSize(50);
        }
    }

    private static String rawKey(String figure, Dimension by) {
        return by == Dimension.MONTH
                ? "to_char(" + (figure.equals("conversion-rate") ? "engaged" : "closed") + ", 'FMMonth YYYY')"
                : RAW_KEYS.get(by);
    }

    /** Parts that no fact of the figure touches are none of its rows. */
    private Map<String, BigDecimal> raw(String figure, Unit unit, String key) {
        String stages =
                switch (figure) {
                    case "win-rate" -> "stage IN ('Won', 'Lost')";
                    case "conversion-rate" -> "engaged IS NOT NULL";
                    case "deals-lost" -> "stage = 'Lost'";
                    default -> "stage = 'Won'";
                };
        // the first of a customer's deals on its first day, within the part that is looked at
        String sql =
                """
                SELECT key, %s AS value FROM (
                  SELECT d.*, %s AS key,
                         (SELECT count(*) FROM generate_series(engaged + 1, closed, interval '1 day') AS t (day)
                           WHERE to_char(day, 'ID')::int < 6) AS workdays,
                         closed = min(closed) FILTER (WHERE stage = 'Won') OVER (PARTITION BY account) AS earliest,
                         row_number() OVER (PARTITION BY account, %s, closed ORDER BY id) > 1 AS same_day_before
                    FROM raw d WHERE %s) d
                 GROUP BY key
                """
                        .formatted(FROM_RAW_ROWS.get(figure), key, key, stages);
        Map<String, BigDecimal> values = new TreeMap<>();
        jdbc.query(sql, row -> {
            Object value = row.getObject("value");
            values.put(row.getString("key"), exactly(unit, value));
        });
        return values;
    }

    private static @Nullable BigDecimal exactly(Unit unit, @Nullable Object value) {
        BigDecimal number = value == null ? null : new BigDecimal(value.toString());
        return number == null ? null : number.setScale(unit.decimals(), RoundingMode.HALF_UP);
    }

    private void loadRawRows() {
        jdbc.execute(
                """
                CREATE TEMP TABLE raw (id text, agent text, manager text, office text, product text, price numeric,
                  account text, stage text, engaged date, closed date, value numeric) ON COMMIT DROP
                """);
        Map<String, NamedCsvRecord> teams = new HashMap<>();
        SamplePipeline.rows("sales_teams.csv").forEach(row -> teams.put(row.getField("sales_agent"), row));
        Map<String, String> prices = new HashMap<>();
        SamplePipeline.rows("products.csv")
                .forEach(row -> prices.put(row.getField("product"), row.getField("sales_price")));
        List<Object[]> rows = SamplePipeline.rows("sales_pipeline.csv").stream()
                .map(row -> {
                    String agent = row.getField("sales_agent");
                    String product = row.getField("product").replace("GTXPro", "GTX Pro");
                    String account = row.getField("account");
                    String value = row.getField("close_value");
                    return Stream.of(
                                    row.getField("opportunity_id"),
                                    agent,
                                    teams.get(agent).getField("manager"),
                                    teams.get(agent).getField("regional_office"),
                                    product,
                                    new BigDecimal(prices.get(product)),
                                    account.isBlank() ? "not stated" : account,
                                    row.getField("deal_stage"),
                                    SamplePipeline.date(row.getField("engage_date")),
                                    SamplePipeline.date(row.getField("close_date")),
                                    value.isBlank() ? null : new BigDecimal(value))
                            .toArray();
                })
                .toList();
        jdbc.batchUpdate("INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
    }

    private long count() {
        return jdbc.queryForObject("SELECT count(*) FROM kpi_fact WHERE business_date < '2018-01-01'", Long.class);
    }

    private @Nullable Object total(String figure) {
        return answer(figure, SAMPLE, null).total();
    }

    private FigureAnswer answer(String figure, Selection selection, @Nullable Dimension by) {
        return figures.answer(figure, selection, by, Sight.EVERYTHING).orElseThrow();
    }

    private Map<String, BigDecimal> answered(String figure, Dimension by) {
        return byName(answer(figure, SAMPLE, by));
    }

    private static Map<String, BigDecimal> byName(FigureAnswer answer) {
        Map<String, BigDecimal> values = new TreeMap<>();
        answer.rows().forEach(row -> values.put(row.name(), number(row.value())));
        assertThat(values).as("names are unique").hasSameSizeAs(answer.rows());
        return values;
    }

    private static BigDecimal sum(Map<String, BigDecimal> values) {
        return values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return value == null ? null : new BigDecimal(value.toString());
    }
}
