package io.tradewind.kpi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a person's month adds up to points: 100 is a month in which everything was attained.
 *
 * @param weightsVersion version of the table {@code scorecard-weights} it was computed with
 * @param score two decimals; null when no component could be measured
 * @param computedAt when the facts were looked at
 */
public record Scorecard(
        int weightsVersion, @Nullable BigDecimal score, Instant computedAt, List<Component> components) {

    public Scorecard {
        components = List.copyOf(components);
    }

    /** Whether a component has nothing to measure, so that its weight went to the others. */
    public boolean reweighted() {
        return score != null && components.stream().anyMatch(component -> component.value() == null);
    }

    /**
     * One figure in the score.
     *
     * @param unit as the figure tells it
     * @param weight from the table
     * @param goal what counts as attained in full, in the figure's unit
     * @param floor smallest attainment that counts
     * @param cap largest attainment that counts
     * @param value null when there is nothing to measure
     * @param attainment value ÷ goal (goal ÷ value where less is better), not under the floor nor over the cap; a fraction
     *     of 1
     * @param countedWeight weight among the components that could be measured; these add up to 100.00
     * @param points counted weight × attainment
     * @param facts how many facts stand behind the value
     */
    public record Component(
            String figure,
            String title,
            String formula,
            String unit,
            boolean lowerIsBetter,
            BigDecimal weight,
            BigDecimal goal,
            BigDecimal floor,
            BigDecimal cap,
            @Nullable BigDecimal value,
            @Nullable BigDecimal attainment,
            @Nullable BigDecimal countedWeight,
            @Nullable BigDecimal points,
            long facts) {}
}
