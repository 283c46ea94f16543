package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.customer.Customers;
import io.tradewind.customer.VisitReported;
import io.tradewind.deal.Deal;
import io.tradewind.deal.DealFixtures;
import io.tradewind.deal.DealWon;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.kpi.cost.CostBooked;
import io.tradewind.kpi.cost.CostCategory;
import io.tradewind.kpi.cost.CostEntry;
import io.tradewind.kpi.cost.Costs;
import io.tradewind.kpi.cost.NewCost;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** What is booked, what becomes of it in the figures, and that both agree whatever is booked in which order. */
@TradewindTest
@Transactional
class CostsTests {

    /** Nothing else of any test is dated there. */
    private static final Selection Y2019 =
            new Selection(LocalDate.of(2019, 1, 1), LocalDate.of(2019, 12, 31), Map.of());

    private static final Selection MARCH = new Selection(LocalDate.of(2019, 3, 1), LocalDate.of(2019, 3, 31), Map.of());

    @Autowired
    private Costs costs;

    @Autowired
    private Figures figures;

    @Autowired
    private FactFolder folder;

    @Autowired
    private Customers customers;

    @Autowired
    private DealFixtures deals;

    @Autowired
    private Acting acting;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void anotherCostOfTheSameIdIsNotPassedOverInSilence() {
        as("finance", () -> costs.book(cost("v-100", "selling", "2019-03-05", "777.00", "darcel-schlecht")));
        NewCost changed = cost("v-100", "selling", "2019-03-05", "778.00", "darcel-schlecht");
        assertThatThrownBy(() -> as("finance", () -> costs.book(changed)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("booked already as COST-");

        assertThat(as("finance", () -> costs.book(cost("v-100", "marketing", "2019-03-05", "1.00", "darcel-schlecht"))))
                .as("another department's voucher of the same number")
                .isTrue();
    }

    @Test
    void noIdKeepsAnEntryFromBeingTakenBack() {
        as("finance", () -> costs.book(cost("v-101", "selling", "2019-03-05", "777.00", "darcel-schlecht")));
        CostEntry entry = as("finance", () -> costs.latest(CostCategory.SELLING, 200)).stream()
                .filter(one -> one.amount().compareTo(new BigDecimal("777.00")) == 0)
                .findFirst()
                .orElseThrow();
        as(
                "finance",
                () -> costs.book(
                        cost("takes-back-" + entry.number(), "selling", "2019-03-06", "1.00", "darcel-schlecht")));

        as("finance", () -> {
            costs.takeBack(entry.id(), "Booked twice");
            return true;
        });
        assertThat(total("selling-expenses", MARCH)).isEqualTo("1.00");
    }

    @Test
    void aCostIsBookedOnceAndTakenBackByItsOpposite() {
        NewCost cost = cost("c-1", "selling", "2019-03-05", "1200.50", "darcel-schlecht");
        assertThat(as("finance", () -> costs.book(cost))).isTrue();
        assertThat(as("finance", () -> costs.book(cost))).as("the same again").isFalse();
        assertThat(total("selling-expenses", MARCH)).isEqualTo("1200.50");
        assertThat(rows("selling-expenses", MARCH, Dimension.REGION)).isEqualTo(Map.of("region-central", "1200.50"));
        assertThat(rows("selling-expenses", MARCH, Dimension.TEAM)).isEqualTo(Map.of("team-melvin-marxen", "1200.50"));

        CostEntry entry = as("finance", () -> costs.latest(CostCategory.SELLING, 200)).stream()
                .filter(one -> one.amount().compareTo(new BigDecimal("1200.50")) == 0)
                .findFirst()
                .orElseThrow();
        as("finance", () -> {
            costs.takeBack(entry.id(), "Booked twice by hand");
            return true;
        });

        assertThat(total("selling-expenses", MARCH)).isEqualTo("0.00");
        assertThatThrownBy(() -> as("finance", () -> {
                    costs.takeBack(entry.id(), "Once more");
                    return true;
                }))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("taken back already");
        FactPage facts = figures.facts("selling-expenses", MARCH, Sight.EVERYTHING, 10, 0)
                .orElseThrow();
        assertThat(facts.rows()).extracting(FactPage.Row::document).contains(entry.number());
        assertThat(facts.count()).isEqualTo(2);
    }

    @Test
    void aCostOfAWrongYearMovesTheFirstDayOnlyUntilItIsTakenBack() {
        won("D-c0", 987_001L, "2019-03-04", "600");
        Period before = figures.recorded(Sight.EVERYTHING).orElseThrow();
        LocalDate wrong = LocalDate.of(1950, 1, 1);
        assertThat(before.first()).isAfter(wrong);
        as("finance", () -> costs.book(cost("c-1950", "marketing", wrong.toString(), "5.00", null)));
        assertThat(figures.recorded(Sight.EVERYTHING).orElseThrow().first()).isEqualTo(wrong);
        assertThat(figures.recorded(new Sight(null, null, false)).orElseThrow().first())
                .as("to whom costs are not told")
                .isEqualTo(before.first());

        long id = jdbc.queryForObject("SELECT id FROM cost_entry WHERE external_id = 'c-1950'", Long.class);
        as("finance", () -> {
            costs.takeBack(id, "Wrong year");
            return true;
        });
        assertThat(figures.recorded(Sight.EVERYTHING)).contains(before);
        folder.foldPending();
        assertThat(figures.recorded(Sight.EVERYTHING)).as("folded").contains(before);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "rent, 2019-03-01, 10, -, -, -, -, category",
                "selling, 1899-12-31, 10, -, -, -, -, bookedOn",
                "selling, 2999-01-01, 10, -, -, -, -, bookedOn",
                "selling, 2099-01-01, 10, -, -, -, -, bookedOn",
                "selling, 2019-03-01, 0, -, -, -, -, amount",
                "selling, 2019-03-01, -5, -, -, -, -, amount",
                "selling, 2019-03-01, 1.005, -, -, -, -, amount",
                "selling, 2019-03-01, 1e30, -, -, -, -, amount",
                "selling, 2019-03-01, 10, nobody, -, -, -, rep",
                "selling, 2019-03-01, 10, -, Mars, -, -, region",
                "selling, 2019-03-01, 10, darcel-schlecht, West, -, -, region",
                "selling, 2019-03-01, 10, -, -, No such company, -, customer",
                "product, 2019-03-01, 10, -, -, -, -, deal",
                "product, 2019-03-01, 10, -, -, -, D-1, deal",
            })
    void whatCannotBeTrueIsRefusedByName(
            String category,
            String day,
            BigDecimal amount,
            @Nullable String rep,
            @Nullable String region,
            @Nullable String customer,
            @Nullable String deal,
            String field) {
        NewCost cost = new NewCost(
                "bad", category, LocalDate.parse(day), amount, null, region, null, rep, customer, null, deal, null);

        assertThatThrownBy(() -> as("finance", () -> costs.book(cost)))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).field())
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "marketing, marketing, true",
        "marketing, selling, false",
        "director, selling, true",
        "director, marketing, false",
        "product, selling, false",
        "gm, selling, false",
        "auditor, selling, false",
        "darcel-schlecht, selling, false",
        "melvin-marxen, selling, false",
        "owner, marketing, false",
    })
    void everybodyBooksWhatTheyAnswerFor(String person, String category, boolean may) {
        NewCost cost = cost("by-" + person, category, "2019-03-05", "10", null);
        if (may) {
            assertThat(as(person, () -> costs.book(cost))).isTrue();
        } else {
            assertThatThrownBy(() -> as(person, () -> costs.book(cost))).isInstanceOf(Refused.class);
        }
    }

    @Test
    void theBookIsNeverChanged() {
        as("finance", () -> costs.book(cost("c-2", "visit", "2019-03-05", "10", null)));

        assertThatThrownBy(() -> jdbc.update("UPDATE cost_entry SET amount = 1"))
                .hasMessageContaining("never changed");
    }

    @Test
    void theCostOfADealIsCorrectedWhereverTheDealBelongs() {
        Deal deal = deals.won();
        Selection its = new Selection(null, null, Map.of(Dimension.CUSTOMER, String.valueOf(deal.customerId())));
        FigureAnswer before = figures.answer("gross-margin", its, Dimension.PRODUCT, Sight.EVERYTHING)
                .orElseThrow();
        BigDecimal sold = jdbc.queryForObject(
                "SELECT sum(amount) FROM kpi_fact WHERE kind = 'deal-won' AND customer_id = ?",
                BigDecimal.class,
                deal.customerId());
        BigDecimal more = new BigDecimal("123.45");

        as(
                "finance",
                () -> costs.book(new NewCost(
                        "p-1",
                        "product",
                        deal.closedOn(),
                        more,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        deal.number(),
                        "freight")));

        FigureAnswer after = figures.answer("gross-margin", its, Dimension.PRODUCT, Sight.EVERYTHING)
                .orElseThrow();
        assertThat(number(before.total()).subtract(number(after.total())))
                .isCloseTo(
                        more.divide(sold, 6, RoundingMode.HALF_UP),
                        org.assertj.core.data.Offset.offset(new BigDecimal("0.000002")));
        assertThat(after.rows())
                .extracting(FigureAnswer.Row::key)
                .isEqualTo(before.rows().stream().map(FigureAnswer.Row::key).toList());
    }

    @Test
    void expenseShareAndAcquisitionCostAreWhatOneReckonsByHand() {
        won("D-c1", 987_001L, "2019-03-04", "600");
        won("D-c2", 987_002L, "2019-03-06", "400");
        won("D-c3", 987_001L, "2019-04-02", "1000");
        as("finance", () -> costs.book(cost("e-1", "selling", "2019-03-05", "300", "darcel-schlecht")));
        as("finance", () -> costs.book(cost("e-2", "visit", "2019-03-05", "100", "darcel-schlecht")));
        as("finance", () -> costs.book(cost("e-3", "marketing", "2019-03-05", "600", null)));

        assertThat(total("expense-share", MARCH)).isEqualTo(new BigDecimal("0.400000"));
        assertThat(total("customer-acquisition-cost", MARCH))
                .as("1,000 for two")
                .isEqualTo("500.00");
        assertThat(total("expense-share", Y2019)).isEqualTo(new BigDecimal("0.200000"));
        assertThat(rows("customer-acquisition-cost", Y2019, Dimension.MONTH).get("2019-04"))
                .as("nobody new in April")
                .isNull();
        assertThatThrownBy(() -> rows("customer-acquisition-cost", MARCH, Dimension.CUSTOMER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("known of many together");
    }

    @Test
    void visitsAreCountedTimedAndPaid() {
        visit("v-1", "darcel-schlecht", "2019-03-04", 30, null);
        visit("v-2", "darcel-schlecht", "2019-03-05", 60, "90.00");
        visit("v-3", "vicki-laflamme", "2019-04-05", null, null);
        visit("v-3", "vicki-laflamme", "2019-04-05", null, null);
        won("D-v1", 987_001L, "2019-03-04", "600");
        won("D-v2", 987_001L, "2019-03-20", "400");

        assertThat(total("visits", Y2019)).isEqualTo(new BigDecimal("3"));
        assertThat(total("time-per-visit", Y2019)).isEqualTo(new BigDecimal("45.0"));
        assertThat(total("cost-per-visit", Y2019)).isEqualTo("30.00");
        assertThat(total("revenue-per-visit", MARCH)).isEqualTo("500.00");
        assertThat(total("orders-per-100-visits", Y2019)).isEqualTo(new BigDecimal("66.7"));
        assertThat(total("visits-per-day", MARCH)).as("2 in 21 working days").isEqualTo(new BigDecimal("0.10"));
        Selection twoMonths = new Selection(MARCH.from(), LocalDate.of(2019, 4, 30), Map.of());
        assertThat(rows("visits-per-day", twoMonths, Dimension.MONTH))
                .isEqualTo(Map.of("2019-03", new BigDecimal("0.10"), "2019-04", new BigDecimal("0.05")));
        assertThat(rows("time-per-visit", Y2019, Dimension.REP).get("vicki-laflamme"))
                .isNull();
        assertThat(figures.describe("cost-per-visit", new Sight(Dimension.REP, "darcel-schlecht", false)))
                .isEmpty();
        assertThatThrownBy(() -> rows("visits", MARCH, Dimension.PRODUCT))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not for one product");
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 20261121})
    void whateverIsBookedInWhichOrderEveryBreakdownAddsUp(long seed) {
        Random random = new Random(seed);
        List<String> additive = List.of("selling-expenses", "marketing-expenses", "visits");
        Map<String, BigDecimal> expected = new HashMap<>();
        additive.forEach(figure -> expected.put(figure, BigDecimal.ZERO));
        List<Object> told = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Object event = random.nextInt(10) == 0 && !told.isEmpty()
                    ? told.get(random.nextInt(told.size()))
                    : something(random, seed + "-" + i);
            if (!told.contains(event)) {
                told.add(event);
                add(expected, event);
            }
            events.publishEvent(event);
            if (random.nextInt(40) == 0) {
                folder.foldPending();
            }
        }
        for (String figure : additive) {
            assertThat(number(total(figure, Y2019))).as(figure).isEqualByComparingTo(expected.get(figure));
            for (Dimension by : Dimension.values()) {
                if (figures.whyNotBy(figure, by).isEmpty()) {
                    assertThat(sum(rows(figure, Y2019, by)))
                            .as("%s by %s, seed %d", figure, by, seed)
                            .isEqualByComparingTo(expected.get(figure));
                }
            }
            rows(figure, Y2019, Dimension.TEAM).forEach((team, value) -> assertThat(
                            sum(rows(figure, Y2019.only(Dimension.TEAM, team), Dimension.REP)))
                    .as("%s of %s by rep, seed %d", figure, team, seed)
                    .isEqualByComparingTo(number(value)));
        }
    }

    private static void add(Map<String, BigDecimal> sums, Object event) {
        if (event instanceof VisitReported visit) {
            sums.merge("visits", BigDecimal.ONE, BigDecimal::add);
            if (visit.cost() != null) {
                sums.merge("selling-expenses", visit.cost(), BigDecimal::add);
            }
        } else if (event instanceof CostBooked cost && cost.category() != CostCategory.PRODUCT) {
            sums.merge(
                    cost.category() == CostCategory.MARKETING ? "marketing-expenses" : "selling-expenses",
                    cost.amount(),
                    BigDecimal::add);
        }
    }

    /** An opposite is nothing else to the figures than a cost with a minus. */
    private static Object something(Random random, String id) {
        List<String> reps = List.of("darcel-schlecht", "vicki-laflamme", "gladys-colclough");
        String rep = reps.get(random.nextInt(3));
        LocalDate day = LocalDate.of(2019, 1, 1).plusDays(random.nextInt(365));
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(100_000) - 20_000, 2);
        if (random.nextInt(3) == 0) {
            return new VisitReported(
                    "visit-" + id,
                    rep,
                    987_000L + random.nextInt(5),
                    day,
                    random.nextBoolean() ? random.nextInt(120) : null,
                    random.nextBoolean() ? amount.abs().add(BigDecimal.ONE) : null,
                    "USD");
        }
        boolean ofRep = random.nextBoolean();
        return new CostBooked(
                "COST-" + id,
                CostCategory.values()[random.nextInt(4)],
                day,
                amount,
                "USD",
                ofRep || random.nextBoolean() ? null : "region-west",
                null,
                ofRep ? rep : null,
                random.nextBoolean() ? 987_000L + random.nextInt(5) : null,
                random.nextBoolean() ? "gtx-pro" : null,
                null,
                null,
                null);
    }

    private void won(String number, long customer, String day, String price) {
        BigDecimal amount = new BigDecimal(price);
        events.publishEvent(new DealWon(
                number,
                "darcel-schlecht",
                customer,
                "gtx-pro",
                amount,
                amount,
                amount,
                "USD",
                null,
                LocalDate.parse(day)));
    }

    private void visit(String number, String rep, String day, @Nullable Integer minutes, @Nullable String cost) {
        events.publishEvent(new VisitReported(
                number,
                rep,
                987_001L,
                LocalDate.parse(day),
                minutes,
                cost == null ? null : new BigDecimal(cost),
                cost == null ? null : "USD"));
    }

    private static NewCost cost(String id, String category, String day, String amount, @Nullable String rep) {
        return new NewCost(
                id,
                category,
                LocalDate.parse(day),
                new BigDecimal(amount),
                null,
                null,
                null,
                rep,
                null,
                null,
                null,
                null);
    }

    private <T> T as(String person, Supplier<T> work) {
        return acting.asPerson(person, work);
    }

    private @Nullable Object total(String figure, Selection selection) {
        return figures.answer(figure, selection, null, Sight.EVERYTHING)
                .orElseThrow()
                .total();
    }

    private Map<String, Object> rows(String figure, Selection selection, Dimension by) {
        Map<String, Object> rows = new HashMap<>();
        figures.answer(figure, selection, by, Sight.EVERYTHING)
                .orElseThrow()
                .rows()
                .forEach(row -> rows.put(row.key(), row.value()));
        return rows;
    }

    private static BigDecimal sum(Map<String, Object> rows) {
        return rows.values().stream().map(CostsTests::number).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal number(@Nullable Object value) {
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }
}
