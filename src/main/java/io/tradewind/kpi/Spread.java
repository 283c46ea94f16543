package io.tradewind.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often each duration occurred. */
final class Spread {

    private final TreeMap<BigDecimal, Long> counts = new TreeMap<>();
    private long total;

    /** @param times how many more facts had this duration */
    void add(BigDecimal duration, long times) {
        counts.merge(duration.stripTrailingZeros(), times, Long::sum);
        total += times;
    }

    /**
     * As PostgreSQL's {@code percentile_cont}: the duration that this fraction of the facts does not exceed, linearly
     * interpolated between neighbours.
     *
     * @param fraction from 0 to 1
     * @return null without facts
     */
    @Nullable
    BigDecimal quantile(double fraction) {
        if (total == 0) {
            return null;
        }
        BigDecimal position = BigDecimal.valueOf(fraction).multiply(BigDecimal.valueOf(total - 1));
        long below = position.setScale(0, RoundingMode.FLOOR).longValueExact();
        BigDecimal low = at(below);
        BigDecimal high = at(Math.min(below + 1, total - 1));
        return low.add(high.subtract(low).multiply(position.subtract(BigDecimal.valueOf(below))));
    }

    /** The duration at this place, the shortest being at place 0. */
    private BigDecimal at(long place) {
        long passed = 0;
        for (Map.Entry<BigDecimal, Long> entry : counts.entrySet()) {
            passed += entry.getValue();
            if (place < passed) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("No place " + place + " among " + total);
    }
}
