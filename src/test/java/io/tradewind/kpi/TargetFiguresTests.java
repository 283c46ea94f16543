package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.collection.PaymentReceived;
import io.tradewind.deal.DealWon;
import io.tradewind.planning.Actuals;
import io.tradewind.planning.Leaf;
import io.tradewind.planning.Measure;
import io.tradewind.planning.TargetsPublished;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

/** What was reached of published targets. Every test's facts go with its transaction. */
@TradewindTest
@Transactional
class TargetFiguresTests {

    private static final LocalDate MARCH = LocalDate.of(2044, 3, 1);
    private static final LocalDate APRIL = LocalDate.of(2044, 4, 1);
    private static final Selection SPRING = new Selection(MARCH, APRIL.plusDays(29), Map.of());

    @Autowired
    private FactListeners listeners;

    @Autowired
    private FactFolder folder;

    @Autowired
    private Figures figures;

    @Autowired
    private Facts facts;

    @Autowired
    private Actuals actuals;

    @BeforeEach
    void twoRepsOfTwoTeams() {
        publish(
                1,
                leaf(Measure.REVENUE, "darcel-schlecht", "gtx-pro", MARCH, "1000"),
                leaf(Measure.REVENUE, "darcel-schlecht", "gtx-pro", APRIL, "1000"),
                leaf(Measure.REVENUE, null, "gtx-pro", APRIL, "500"),
                leaf(Measure.CASH, "darcel-schlecht", null, MARCH, "800"),
                leaf(Measure.MARGIN, "darcel-schlecht", "gtx-pro", MARCH, "400"),
                leaf(Measure.NEW_CUSTOMERS, "darcel-schlecht", null, MARCH, "4"));
        won("D-1", 90_001L, "750", "500", MARCH.plusDays(9));
        won("D-2", 90_001L, "250", "200", APRIL.plusDays(9));
        won("D-3", 90_002L, "500", "500", APRIL.plusDays(9));
        listeners.on(new PaymentReceived(
                -1, -11, "I-1", 90_001L, "darcel-schlecht", new BigDecimal("200"), "USD", APRIL, List.of()));
    }

    @Test
    void attainmentIsReachedThroughTargetOfTheSameScopeAndPeriod() {
        assertThat(total("target-attainment")).isEqualTo("0.600000");
        assertThat(rows("target-attainment", Dimension.MONTH))
                .isEqualTo(Map.of("2044-03", "0.750000", "2044-04", "0.500000"));
        assertThat(rows("target-attainment", Dimension.REP)).containsEntry("darcel-schlecht", "0.750000");
        assertThat(rows("target-attainment", Dimension.TEAM)).containsEntry("team-melvin-marxen", "0.600000");
        assertThat(rows("target-attainment", Dimension.REGION)).containsEntry("region-central", "0.600000");
        assertThat(rows("target-attainment", Dimension.PRODUCT)).isEqualTo(Map.of("gtx-pro", "0.600000"));
        assertThat(total("cash-target-attainment")).isEqualTo("0.250000");
        assertThat(total("margin-target-attainment")).isEqualTo("0.750000");
        assertThat(total("new-customer-target-attainment")).as("two of four").isEqualTo("0.500000");
    }

    @Test
    void aCorrectedProductCostCountsInTheMarginAndInWhatPlanningTakesForReached() {
        facts.record(Fact.once(FactKind.PRODUCT_COST, "C-1", APRIL)
                .by("darcel-schlecht")
                .of("gtx-pro")
                .costing(new BigDecimal("100"), "USD")
                .build());

        assertThat(total("margin-target-attainment")).as("200 of 400").isEqualTo("0.500000");
        assertThat(actuals.between(MARCH, APRIL.plusMonths(1).minusDays(1)).stream()
                        .filter(one -> one.measure() == Measure.MARGIN)
                        .map(Actuals.Actual::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("200");
    }

    @Test
    void noTargetIsToldByWhatItIsNotSetFor() {
        assertThat(figures.whyNotBy("cash-target-attainment", Dimension.PRODUCT))
                .hasValueSatisfying(why -> assertThat(why).contains("product"));
        assertThat(figures.whyNotBy("target-attainment", Dimension.PRODUCT)).isEmpty();
        assertThatThrownBy(() -> rows("target-attainment", Dimension.CUSTOMER))
                .hasMessageContaining("cannot be told by customer");
    }

    @Test
    void monthsToComeCountOnlyWhereAPeriodAsksForThem() {
        Selection past = new Selection(null, APRIL.plusMonths(1), Map.of());
        assertThat(figures.answer("target-revenue", past, null, Sight.EVERYTHING)
                        .orElseThrow()
                        .total())
                .isNotNull();
        assertThat(figures.answer("target-revenue", Selection.EVERYTHING, Dimension.MONTH, Sight.EVERYTHING)
                        .orElseThrow()
                        .rows())
                .noneMatch(row -> row.key().startsWith("2044"));
        assertThat(figures.facts("target-revenue", Selection.EVERYTHING, Sight.EVERYTHING, 500, 0)
                        .orElseThrow()
                        .rows())
                .noneMatch(row -> row.day().getYear() == 2044);
    }

    @Test
    void itIsTheSameOnceFolded() {
        String before = total("target-attainment");
        Map<String, String> byRep = rows("new-customer-target-attainment", Dimension.REP);
        folder.foldPending();

        assertThat(total("target-attainment")).isEqualTo(before);
        assertThat(rows("new-customer-target-attainment", Dimension.REP)).isEqualTo(byRep);
    }

    @Test
    void aVersionToldTwiceCountsOnceAndARePlanAddsTheDifference() {
        publish(1, leaf(Measure.REVENUE, "darcel-schlecht", "gtx-pro", MARCH, "1000"));
        assertThat(total("target-attainment")).isEqualTo("0.600000");

        publish(2, leaf(Measure.REVENUE, "darcel-schlecht", "gtx-pro", APRIL, "-500"));
        assertThat(total("target-attainment")).isEqualTo("0.750000");
    }

    @Test
    void withoutATargetThereIsNoAttainmentAndARepLearnsNoMargin() {
        Selection other = new Selection(LocalDate.of(2045, 1, 1), LocalDate.of(2045, 12, 31), Map.of());
        assertThat(figures.answer("target-attainment", other, null, Sight.EVERYTHING)
                        .orElseThrow()
                        .total())
                .isNull();
        Sight rep = new Sight(Dimension.REP, "darcel-schlecht", false);
        assertThat(figures.answer("margin-target-attainment", SPRING, null, rep))
                .isEmpty();
        assertThat(figures.answer("target-attainment", SPRING, null, rep)).isPresent();
    }

    @Test
    void itsFactsAreWonDealsAndTargets() {
        FactPage facts = figures.facts("target-attainment", SPRING, Sight.EVERYTHING, 50, 0)
                .orElseThrow();

        assertThat(facts.rows().stream().map(FactPage.Row::what))
                .containsOnly("Deal won", "Revenue target")
                .hasSize(6);
    }

    private void publish(int version, Leaf... leaves) {
        listeners.on(new TargetsPublished("TP-2044-00000" + version, 2044, version, "USD", MARCH, List.of(leaves)));
    }

    private static Leaf leaf(Measure measure, String rep, String product, LocalDate month, String amount) {
        return new Leaf(
                measure, "region-central", "team-melvin-marxen", rep, product, null, month, new BigDecimal(amount));
    }

    private void won(String deal, long customer, String price, String cost, LocalDate on) {
        listeners.on(new DealWon(
                deal,
                "darcel-schlecht",
                customer,
                "gtx-pro",
                new BigDecimal(price),
                new BigDecimal(price),
                new BigDecimal(cost),
                "USD",
                null,
                on));
    }

    private String total(String figure) {
        return String.valueOf(figures.answer(figure, SPRING, null, Sight.EVERYTHING)
                .orElseThrow()
                .total());
    }

    private Map<String, String> rows(String figure, Dimension by) {
        return figures.answer(figure, SPRING, by, Sight.EVERYTHING).orElseThrow().rows().stream()
                .filter(row -> row.value() != null)
                .collect(Collectors.toMap(FigureAnswer.Row::key, row -> String.valueOf(row.value())));
    }
}
