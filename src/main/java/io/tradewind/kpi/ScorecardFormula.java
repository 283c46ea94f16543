package io.tradewind.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Score = Σ weight × attainment ÷ Σ weight, of what could be measured; only the sum is rounded, half up to two decimals. What is
 * shown beside it is rounded for reading: attainment to four decimals, points to two, counted weights to two so that they
 * add up to exactly 100.
 */
final class ScorecardFormula {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    /** Decimals of a quotient that no longer change a score. */
    private static final int EXACT = 20;

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private ScorecardFormula() {}

    /** A component before it is counted. */
    record Input(
            BigDecimal weight,
            BigDecimal goal,
            BigDecimal floor,
            BigDecimal cap,
            boolean lowerIsBetter,
            @Nullable BigDecimal value) {

        private boolean counts() {
            return value != null && weight.signum() > 0;
        }
    }

    /** What a component contributes; all null where there is nothing to measure or no weight. */
    record Part(@Nullable BigDecimal attainment, @Nullable BigDecimal countedWeight, @Nullable BigDecimal points) {

        static final Part NONE = new Part(null, null, null);
    }

    /** @param score null if no component counts */
    record Result(@Nullable BigDecimal score, List<Part> parts) {}

    static Result of(List<Input> inputs) {
        List<BigDecimal> weights = countedWeights(inputs);
        BigDecimal total =
                inputs.stream().filter(Input::counts).map(Input::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal score = BigDecimal.ZERO;
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            BigDecimal value = input.value();
            if (value == null || !input.counts()) {
                parts.add(Part.NONE);
                continue;
            }
            BigDecimal attainment = attainment(input, value);
            BigDecimal weighted = input.weight().multiply(HUNDRED).multiply(attainment);
            score = score.add(weighted);
            parts.add(new Part(
                    attainment.setScale(4, RoundingMode.HALF_UP),
                    weights.get(i),
                    weighted.divide(total, 2, RoundingMode.HALF_UP)));
        }
        boolean any = inputs.stream().anyMatch(Input::counts);
        return new Result(any ? score.divide(total, 2, RoundingMode.HALF_UP) : null, parts);
    }

    static BigDecimal attainment(Input input, BigDecimal value) {
        BigDecimal raw;
        if (!input.lowerIsBetter()) {
            raw = value.divide(input.goal(), EXACT, RoundingMode.HALF_UP);
        } else if (value.signum() <= 0) {
            raw = input.cap();
        } else {
            raw = input.goal().divide(value, EXACT, RoundingMode.HALF_UP);
        }
        return raw.max(input.floor()).min(input.cap());
    }

    /** To be shown: zero for what does not count; the others add up to exactly 100.00 and keep their proportion to a cent. */
    private static List<BigDecimal> countedWeights(List<Input> inputs) {
        BigDecimal total =
                inputs.stream().filter(Input::counts).map(Input::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigDecimal> weights = new ArrayList<>();
        List<BigDecimal> rests = new ArrayList<>();
        for (Input input : inputs) {
            BigDecimal exact = input.counts()
                    ? input.weight().multiply(HUNDRED).divide(total, 12, RoundingMode.HALF_UP)
                    : BigDecimal.ZERO;
            BigDecimal cut = exact.setScale(2, RoundingMode.FLOOR);
            weights.add(cut);
            rests.add(exact.subtract(cut));
        }
        if (total.signum() == 0) {
            return weights;
        }
        int missing = HUNDRED.subtract(weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .divide(CENT, 0, RoundingMode.UNNECESSARY)
                .intValueExact();
        IntStream.range(0, inputs.size())
                .filter(i -> inputs.get(i).counts())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> rests.get(i))
                        .reversed()
                        .thenComparing(i -> i))
                .limit(missing)
                .forEach(i -> weights.set(i, weights.get(i).add(CENT)));
        return weights;
    }
}
