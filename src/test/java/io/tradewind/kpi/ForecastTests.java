package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.customer.Customers;
import io.tradewind.deal.CustomerAnswer;
import io.tradewind.deal.Deal;
import io.tradewind.deal.DealForecast;
import io.tradewind.deal.Deals;
import io.tradewind.deal.ImportedDeal;
import io.tradewind.deal.Needs;
import io.tradewind.deal.NewDeal;
import io.tradewind.deal.QuotationDraft;
import io.tradewind.deal.Quotations;
import io.tradewind.deal.Stage;
import io.tradewind.engine.Refused;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** The forecast as facts against plain SQL over the open deals, whatever happens to them. */
@TradewindTest
@Transactional
class ForecastTests {

    private static final List<String> REPS = List.of("darcel-schlecht", "vicki-laflamme", "gladys-colclough");
    private static final List<String> PRODUCTS = List.of("gtx-pro", "gtx-basic", "mg-special");

    /** Written down once more, so that the table and the facts cannot be wrong together. */
    private static final String EXPECTED =
            """
            SELECT rep || '/' || coalesce(product, '') || '/' || coalesce(decision_on, opened_on + 60) AS key,
                   sum(round(expected_value * CASE stage WHEN 'prospecting' THEN 0.1 WHEN 'engaging' THEN 0.25
                                                         WHEN 'quotation' THEN 0.5 WHEN 'negotiation' THEN 0.75 END, 2)) AS value
              FROM deal
             WHERE number = ANY(?) AND stage NOT IN ('won', 'lost')
             GROUP BY 1 HAVING sum(expected_value) <> 0
            """;

    private static final String BOOKED =
            """
            SELECT rep || '/' || coalesce(product, '') || '/' || due_on AS key, sum(amount) AS value
              FROM kpi_fact
             WHERE document = ANY(?) AND kind = 'forecast-changed'
             GROUP BY 1 HAVING sum(amount) <> 0
            """;

    @Autowired
    private Deals deals;

    @Autowired
    private Quotations quotations;

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

    private final List<String> numbers = new ArrayList<>();
    private long customer;

    @BeforeEach
    void someCustomer() {
        customer = customers.byName("Isdom").orElseThrow().id();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261121})
    void whateverHappensTheFactsAreWhatTheOpenDealsAre(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 120; step++) {
            try {
                happen(random, step);
            } catch (Refused notNow) {
                // a deal in that stage has other things to do
            }
            if (random.nextInt(15) == 0) {
                Object before = total();
                folder.foldPending();
                assertThat(total())
                        .as("folding changes no answer, seed " + seed)
                        .isEqualTo(before);
            }
            if (step % 10 == 9) {
                assertThat(sums(BOOKED)).as("seed %d, step %d", seed, step).isEqualTo(sums(EXPECTED));
            }
        }
        assertThat(sums(BOOKED)).isEqualTo(sums(EXPECTED)).isNotEmpty();
        assertThat(jdbc.queryForList(
                        """
                        SELECT f.document FROM kpi_fact f JOIN deal d ON d.number = f.document
                         WHERE f.kind = 'forecast-changed' AND d.stage IN ('won', 'lost')
                         GROUP BY f.document, f.rep, f.team, f.region, f.product, f.customer_id, f.due_on
                        HAVING sum(f.amount) <> 0
                        """,
                        String.class))
                .as("nothing is left of a closed deal")
                .isEmpty();
    }

    private void happen(Random random, int step) {
        String number = numbers.isEmpty() ? "" : numbers.get(random.nextInt(numbers.size()));
        switch (numbers.size() < 5 ? random.nextInt(2) : random.nextInt(10)) {
            case 0 ->
                numbers.add(deals.open(new NewDeal(null, rep(random), null, null, money(random), "USD", null))
                        .number());
            case 1 ->
                numbers.add(deals.importOpen(List.of(new ImportedDeal(
                                "forecast-" + step,
                                rep(random),
                                customer,
                                product(random),
                                Stage.ENGAGING,
                                LocalDate.now().minusDays(random.nextInt(300)),
                                null,
                                random.nextBoolean() ? money(random) : null,
                                "USD",
                                null,
                                null)))
                        .get(0)
                        .dealNumber());
            case 2 -> deals.assign(number, rep(random));
            case 3, 4 -> {
                deals.identifyCustomer(number, customer);
                deals.learn(
                        number,
                        new Needs(
                                null,
                                false,
                                "Seats",
                                product(random),
                                1 + random.nextInt(20),
                                null,
                                random.nextBoolean() ? LocalDate.now().plusDays(random.nextInt(200)) : null,
                                null));
            }
            case 5 -> quotations.write(number, draft(random));
            case 6 ->
                quotations.approve(
                        number,
                        deals.currentQuotation(number).orElseThrow(noneYet()).version(),
                        null,
                        null);
            case 7 -> {
                long version =
                        deals.currentQuotation(number).orElseThrow(noneYet()).version();
                quotations.answer(number, version, CustomerAnswer.ACCEPTED, null);
                deals.win(number);
            }
            case 8 -> deals.lose(number, "price", null, null);
            default -> tellAgain(deals.get(number));
        }
    }

    /** A step that is repeated tells what was told. */
    private void tellAgain(Deal deal) {
        List<Map<String, Object>> before =
                jdbc.queryForList("SELECT id FROM kpi_fact WHERE document = ?", deal.number());
        BigDecimal told =
                jdbc.queryForObject("SELECT forecast FROM deal WHERE number = ?", BigDecimal.class, deal.number());
        events.publishEvent(new DealForecast(
                deal.number(),
                deal.rep(),
                deal.customerId(),
                deal.product(),
                deal.stage().code(),
                told,
                deal.currency(),
                deal.closesOn(),
                LocalDate.now()));
        assertThat(jdbc.queryForList("SELECT id FROM kpi_fact WHERE document = ?", deal.number()))
                .isEqualTo(before);
    }

    @Test
    void aDealFromBeforeThereWasAForecastIsToldOnce() {
        String number = deals.open(
                        new NewDeal(null, REPS.get(0), customer, "gtx-pro", new BigDecimal("900"), "USD", null))
                .number();
        jdbc.execute("ALTER TABLE kpi_fact DISABLE TRIGGER kpi_fact_no_change");
        jdbc.update(
                "DELETE FROM kpi_fact_pending WHERE fact_id IN (SELECT id FROM kpi_fact WHERE document = ?)", number);
        jdbc.update("DELETE FROM kpi_fact WHERE document = ?", number);
        jdbc.execute("ALTER TABLE kpi_fact ENABLE TRIGGER kpi_fact_no_change");
        jdbc.update("UPDATE deal SET forecast = NULL WHERE number = ?", number);

        while (deals.retellForecasts() > 0) {
            // lot by lot
        }

        assertThat(jdbc.queryForObject(
                        "SELECT sum(amount) FROM kpi_fact WHERE document = ? AND kind = 'forecast-changed'",
                        BigDecimal.class,
                        number))
                .isEqualByComparingTo("90");
        assertThat(deals.retellForecasts()).isZero();
    }

    @Test
    void whatIsTakenBackIsToldBeforeWhatTakesItsPlace() {
        String number = deals.open(
                        new NewDeal(null, REPS.get(0), customer, "gtx-pro", new BigDecimal("1000"), "USD", null))
                .number();
        for (int change = 0; change < 8; change++) {
            deals.assign(number, REPS.get(1 - change % 2));
        }

        assertThat(jdbc.queryForList(
                        """
                        SELECT sign(amount)::int FROM kpi_fact WHERE document = ? AND kind = 'forecast-changed' ORDER BY id
                        """,
                        Integer.class,
                        number))
                .containsExactly(1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1);
    }

    @Test
    void theForecastIsByExpectedClosingDayAndTheOldRepKeepsNothing() {
        numbers.add(deals.open(new NewDeal(null, REPS.get(0), customer, "gtx-pro", new BigDecimal("1000"), "USD", null))
                .number());
        LocalDate decision = LocalDate.of(2093, 5, 17);
        deals.learn(numbers.get(0), new Needs(null, false, "Seats", "gtx-pro", 1, null, decision, null));
        deals.assign(numbers.get(0), REPS.get(1));
        BigDecimal quarter = deals.get(numbers.get(0)).expectedValue().multiply(new BigDecimal("0.25"));
        Selection may = new Selection(decision.withDayOfMonth(1), decision.withDayOfMonth(31), Map.of());

        FigureAnswer answer =
                figures.answer("forecast", may, Dimension.REP, Sight.EVERYTHING).orElseThrow();

        assertThat(new BigDecimal(answer.total().toString())).isEqualByComparingTo(quarter);
        assertThat(answer.rows())
                .filteredOn(row -> new BigDecimal(row.value().toString()).signum() != 0)
                .extracting(FigureAnswer.Row::key)
                .containsExactly(REPS.get(1));
        deals.lose(numbers.get(0), "price", null, null);
        assertThat(figures.answer("forecast", may, null, Sight.EVERYTHING)
                        .orElseThrow()
                        .total())
                .isEqualTo("0.00");
    }

    private Object total() {
        return figures.answer("forecast", Selection.EVERYTHING, Dimension.REP, Sight.EVERYTHING)
                .orElseThrow();
    }

    private Map<String, BigDecimal> sums(String sql) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        jdbc.query(
                sql,
                row -> {
                    sums.put(row.getString("key"), row.getBigDecimal("value").setScale(2));
                },
                (Object) numbers.toArray(String[]::new));
        return sums;
    }

    private QuotationDraft draft(Random random) {
        return new QuotationDraft(
                null,
                List.of(new QuotationDraft.Line(
                        product(random), 1 + random.nextInt(30), new BigDecimal(random.nextInt(9)))),
                30,
                LocalDate.now().plusDays(14),
                LocalDate.now().plusDays(30));
    }

    private static java.util.function.Supplier<Refused> noneYet() {
        return () -> new Refused("no quotation yet");
    }

    private static String rep(Random random) {
        return REPS.get(random.nextInt(REPS.size()));
    }

    private static String product(Random random) {
        return PRODUCTS.get(random.nextInt(PRODUCTS.size()));
    }

    private static BigDecimal money(Random random) {
        return BigDecimal.valueOf(random.nextInt(1_000_000), 2);
    }
}
