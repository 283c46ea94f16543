package io.tradewind.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often each duration occurred. */
final class Spread {

    private final List<Times> counts = new ArrayList<>();
    private long total;
    private boolean sorted;

    /** The same duration may come several times. */
    private record Times(BigDecimal duration, long times) {}

    /** @param times how many more facts had this duration */
    void add(BigDecimal duration, long times) {
        counts.add(new Times(duration, times));
        total += times;
        sorted = false;
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
        if (!sorted) {
            counts.sort(Comparator.comparing(Times::duration));
            sorted = true;
        }
        BigDecimal position = BigDecimal.valueOf(fraction).multiply(BigDecimal.valueOf(total - 1));
        long below = position.setScale(0, RoundingMode.FLOOR).longValueExact();
        BigDecimal low = at(below);
        BigDecimal high = at(Math.min(below + 1, total - 1));
        return low.add(high.subtract(low).multiply(position.subtract(BigDecimal.valueOf(below))));
    }

    /** The duration at this place of those sorted, the shortest being at place 0. */
    private BigDecimal at(long place) {
        long passed = 0;
        for (Times counted : counts) {
            passed += counted.times();
            if (place < passed) {
                return counted.duration();
            }
        }
        throw new IllegalArgumentException("No place " + place + " among " + total);
    }
}
