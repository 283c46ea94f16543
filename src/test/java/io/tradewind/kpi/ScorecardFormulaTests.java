package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.kpi.ScorecardFormula.Input;
import io.tradewind.kpi.ScorecardFormula.Part;
import io.tradewind.kpi.ScorecardFormula.Result;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScorecardFormulaTests {

    private static final int ROUNDS = 20_000;
    private static final BigDecimal HUNDRED = new BigDecimal("100.00");

    /** The same lives at every run. */
    private final Random random = new Random(195);

    @Test
    void theDefaultWeightsAddUpAsAPersonWouldReckon() {
        Result result = ScorecardFormula.of(List.of(
                input("50", "1.0", "0", "1.5", "0.9"),
                input("20", "1.0", "0", "1.0", "0.955"),
                input("15", "80", "0", "1.2", "72"),
                input("15", "0.2", "0", "1.5", "0.5")));

        assertThat(result.parts())
                .extracting(Part::attainment)
                .containsExactly(
                        new BigDecimal("0.9000"),
                        new BigDecimal("0.9550"),
                        new BigDecimal("0.9000"),
                        new BigDecimal("1.5000"));
        assertThat(result.parts())
                .extracting(Part::points)
                .containsExactly(
                        new BigDecimal("45.00"),
                        new BigDecimal("19.10"),
                        new BigDecimal("13.50"),
                        new BigDecimal("22.50"));
        assertThat(result.score()).isEqualTo("100.10");
    }

    @Test
    void whatCannotBeMeasuredGivesItsWeightToTheOthers() {
        Result result = ScorecardFormula.of(List.of(
                input("50", "1.0", "0", "1.5", null),
                input("20", "1.0", "0", "1.0", "1"),
                input("15", "80", "0", "1.2", "40"),
                input("15", "0.2", "0", "1.5", null)));

        assertThat(result.parts().get(0)).isEqualTo(Part.NONE);
        assertThat(result.parts().get(1).countedWeight()).isEqualTo("57.14");
        assertThat(result.parts().get(2).countedWeight()).isEqualTo("42.86");
        assertThat(result.score()).isEqualTo("78.57");
    }

    @Test
    void onlyTheSumIsRounded() {
        assertThat(ScorecardFormula.of(List.of(
                                input("20", "1", "0", "1.5", "1.5"),
                                input("10", "1", "0", "1", "0"),
                                input("15", "1", "0", "1", null)))
                        .score())
                .as("two thirds of 150, not 66.67 of it")
                .isEqualTo("100.00");
        assertThat(ScorecardFormula.of(List.of(input("1", "3", "0", "1", "1"), input("1", "3", "0", "1", "1")))
                        .score())
                .as("a third")
                .isEqualTo("33.33");
    }

    @Test
    void nothingMeasuredIsNoScoreAndNotZero() {
        assertThat(ScorecardFormula.of(List.of(input("50", "1", "0", "1", null)))
                        .score())
                .isNull();
        assertThat(ScorecardFormula.of(List.of()).score()).isNull();
        assertThat(ScorecardFormula.of(List.of(input("0", "1", "0", "1", "1"))).score())
                .as("a weight of zero does not count")
                .isNull();
        assertThat(ScorecardFormula.of(List.of(input("50", "1", "0", "1", "0"))).score())
                .isEqualTo("0.00");
    }

    @Test
    void whereLessIsBetterTheGoalIsDividedByTheValue() {
        assertThat(ScorecardFormula.attainment(lower("30", "0", "2", "60"), new BigDecimal("60")))
                .isEqualByComparingTo("0.5");
        assertThat(ScorecardFormula.attainment(lower("30", "0", "2", "10"), new BigDecimal("10")))
                .isEqualByComparingTo("2");
        assertThat(ScorecardFormula.attainment(lower("30", "0", "2", "0"), BigDecimal.ZERO))
                .isEqualByComparingTo("2");
    }

    @Test
    void countedWeightsAddUpToExactlyAHundredAndKeepTheirOrder() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Input> inputs = someInputs();
            Result result = ScorecardFormula.of(inputs);
            if (result.score() == null) {
                assertThat(result.parts()).allMatch(Part.NONE::equals);
                continue;
            }
            assertThat(result.parts().stream()
                            .map(Part::countedWeight)
                            .filter(Objects::nonNull)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("%s", inputs)
                    .isEqualByComparingTo(HUNDRED);
            for (int i = 0; i < inputs.size(); i++) {
                for (int j = 0; j < inputs.size(); j++) {
                    BigDecimal one = result.parts().get(i).countedWeight();
                    BigDecimal other = result.parts().get(j).countedWeight();
                    if (one != null
                            && other != null
                            && inputs.get(i).weight().compareTo(inputs.get(j).weight()) > 0) {
                        assertThat(one).isGreaterThanOrEqualTo(other);
                    }
                }
            }
        }
    }

    @Test
    void theScoreLiesBetweenAllFloorsAndAllCaps() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Input> inputs = someInputs();
            Result result = ScorecardFormula.of(inputs);
            if (result.score() == null) {
                continue;
            }
            BigDecimal least = bound(inputs, result, true);
            BigDecimal most = bound(inputs, result, false);
            assertThat(result.score())
                    .as("%s", inputs)
                    .isGreaterThanOrEqualTo(least)
                    .isLessThanOrEqualTo(most);
        }
    }

    @Test
    void doingBetterNeverCostsPoints() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Input> inputs = someInputs();
            int which = random.nextInt(inputs.size());
            Input before = inputs.get(which);
            if (before.value() == null) {
                continue;
            }
            BigDecimal change = new BigDecimal(random.nextInt(1_000_000)).movePointLeft(6);
            List<Input> better = new ArrayList<>(inputs);
            better.set(
                    which,
                    new Input(
                            before.weight(),
                            before.goal(),
                            before.floor(),
                            before.cap(),
                            before.lowerIsBetter(),
                            before.lowerIsBetter()
                                    ? before.value().subtract(change)
                                    : before.value().add(change)));
            BigDecimal first = ScorecardFormula.of(inputs).score();
            BigDecimal then = ScorecardFormula.of(better).score();
            if (first != null) {
                assertThat(then).as("%s", inputs).isGreaterThanOrEqualTo(first);
            }
        }
    }

    private static BigDecimal bound(List<Input> inputs, Result result, boolean least) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        for (int i = 0; i < inputs.size(); i++) {
            if (result.parts().get(i).countedWeight() != null) {
                Input input = inputs.get(i);
                sum = sum.add(input.weight().multiply(least ? input.floor() : input.cap()));
                weights = weights.add(input.weight());
            }
        }
        return sum.multiply(HUNDRED).divide(weights, 2, java.math.RoundingMode.HALF_UP);
    }

    private List<Input> someInputs() {
        List<Input> inputs = new ArrayList<>();
        int count = 1 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            BigDecimal floor = hundredths(100);
            inputs.add(new Input(
                    hundredths(10_000),
                    hundredths(20_000).add(new BigDecimal("0.01")),
                    floor,
                    floor.add(hundredths(200)),
                    random.nextInt(4) == 0,
                    random.nextInt(4) == 0 ? null : hundredths(40_000)));
        }
        return inputs;
    }

    private BigDecimal hundredths(int most) {
        return new BigDecimal(random.nextInt(most + 1)).movePointLeft(2);
    }

    private static Input input(String weight, String goal, String floor, String cap, @Nullable String value) {
        return new Input(
                new BigDecimal(weight),
                new BigDecimal(goal),
                new BigDecimal(floor),
                new BigDecimal(cap),
                false,
                value == null ? null : new BigDecimal(value));
    }

    private static Input lower(String goal, String floor, String cap, String value) {
        return new Input(
                BigDecimal.TEN,
                new BigDecimal(goal),
                new BigDecimal(floor),
                new BigDecimal(cap),
                true,
                new BigDecimal(value));
    }
}
