package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.DecisionVersions;
import io.tradewind.engine.Refused;
import io.tradewind.organization.Person;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class ScorecardWeightsDecisionTests {

    @Autowired
    private DecisionTables tables;

    @Autowired
    private ScorecardWeights weights;

    @Autowired
    private Figures figures;

    @Test
    void everybodyHasTheSameFourComponentsByDefault() {
        for (String role : List.of("sales-rep", "sales-manager")) {
            assertThat(tables.evaluate("scorecard-weights", Map.of("role", role, "team", "team-melvin-marxen")))
                    .containsExactly(
                            row("target-attainment", 50, 1, 0, 1.5),
                            row("collection-rate", 20, 1, 0, 1),
                            row("customer-satisfaction", 15, 80, 0, 1.2),
                            row("new-customer-rate", 15, 0.2, 0, 1.5));
        }
    }

    @Test
    void somebodyWithoutATeamHasThemToo() {
        assertThat(weights.of(person("sales-rep")))
                .extracting(ScorecardWeights.Weight::component)
                .containsExactly("target-attainment", "collection-rate", "customer-satisfaction", "new-customer-rate");
        assertThat(weights.of(person("sales-rep")).stream()
                        .map(ScorecardWeights.Weight::weight)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("100");
    }

    @Test
    void aRowForATeamThatStandsAboveCountsInsteadOfTheGeneralOne() {
        assertThat(of(row("win-rate", 30, 0.5, 0, 1), row("win-rate", 70, 0.6, 0, 1), row("revenue", 10, 1000, 0, 1)))
                .extracting(ScorecardWeights.Weight::component, weight -> weight.weight()
                        .intValue())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("win-rate", 30),
                        org.assertj.core.groups.Tuple.tuple("revenue", 10));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, 0, 1, weight below zero",
        "10, 0, 0, 1, goal above zero",
        "10, -2, 0, 1, goal above zero",
        "10, 1, -0.1, 1, floor of zero",
        "10, 1, 1.5, 1, not below it",
        "NaN, 1, 0, 1, number in the column weight",
        "10, 1e12, 0, 1, number in the column goal"
    })
    void aRowThatCannotBeMeantIsRefusedByName(double weight, double goal, double floor, double cap, String what) {
        assertThatThrownBy(() -> of(row("win-rate", weight, goal, floor, cap)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("win-rate")
                .hasMessageContaining(what);
    }

    @Test
    void aRowThatNamesNoFigureIsRefusedInsteadOfGivingItsWeightAway() {
        assertThatThrownBy(() -> of(row("win-rate", 50, 1, 0, 1), row("colection-rate", 50, 1, 0, 1)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("colection-rate")
                .hasMessageContaining("names no figure");
    }

    @Test
    void aCellLeftEmptyIsRefused() {
        assertThatThrownBy(() -> of(Map.of("component", "win-rate", "weight", 10.0)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("goal");
    }

    @Test
    void aWrongRowStopsOnlyThoseWhomItConcerns() {
        DecisionVersions first = decision -> 1;
        ScorecardWeights oneTeamWrong = new ScorecardWeights(
                (decision, inputs) ->
                        List.of(row("win-rate", "team-wrong".equals(inputs.get("team")) ? -1 : 50, 1, 0, 1)),
                first);
        Person inside = new Person("i", "I", "i@p.example", "sales-rep", null, "team-wrong", null, "en", true);

        Scorecards.Many many = new Scorecards(figures, oneTeamWrong, Clock.systemUTC())
                .of(List.of(inside, person("sales-rep")), YearMonth.of(2021, 3));

        assertThat(many.cards()).containsOnlyKeys("p");
        assertThat(many.wrong()).singleElement().asString().contains("win-rate", "weight below zero");
    }

    /** As if the owner had deployed these rows. */
    @SafeVarargs
    private static List<ScorecardWeights.Weight> of(Map<String, Object>... rows) {
        DecisionVersions first = decision -> 1;
        return new ScorecardWeights((decision, inputs) -> Stream.of(rows).toList(), first).of(person("sales-rep"));
    }

    private static Map<String, Object> row(String component, double weight, double goal, double floor, double cap) {
        return Map.of("component", component, "weight", weight, "goal", goal, "floor", floor, "cap", cap);
    }

    private static Person person(String role) {
        return new Person("p", "P", "p@p.example", role, null, null, null, "en", true);
    }
}
