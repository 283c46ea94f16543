package io.tradewind.kpi.web;

import io.tradewind.kpi.Direction;
import io.tradewind.kpi.FigureAnswer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How a value stands against an earlier one, told without colour.
 *
 * @param than what it is compared with, e.g. {@code the period before}
 * @param period the days compared with
 * @param arrow up, down or level; for the eye only, the text says the same
 * @param text e.g. {@code +12.3 %}; that there is nothing to compare with, else
 * @param judgement {@code better}, {@code worse} or {@code the same}; empty if nothing can be compared
 * @param before the earlier value as people read it
 */
record Change(String than, String period, String arrow, String text, String judgement, String before) {

    static Change of(String than, String period, Direction direction, FigureAnswer now, FigureAnswer earlier) {
        BigDecimal value = number(now.total());
        BigDecimal old = number(earlier.total());
        String before = Shown.value(now.unit(), earlier.total());
        if (value == null || old == null || isRelative(now.unit()) && old.signum() == 0) {
            return new Change(than, period, "", "nothing to compare with", "", before);
        }
        BigDecimal difference = value.subtract(old);
        if (difference.signum() == 0) {
            return new Change(than, period, "=", "no change", "the same", before);
        }
        boolean up = difference.signum() > 0;
        boolean better = up == (direction == Direction.HIGHER_IS_BETTER);
        return new Change(
                than,
                period,
                up ? "▲" : "▼",
                (up ? "+" : "−") + size(now.unit(), difference.abs(), old.abs()),
                better ? "better" : "worse",
                before);
    }

    /** Whether there is something to compare with. */
    public boolean exists() {
        return !judgement.isEmpty();
    }

    /** Shares and points differ by points, everything else by a share of what it was. */
    private static boolean isRelative(String unit) {
        return !unit.equals("share") && !unit.equals("points");
    }

    private static String size(String unit, BigDecimal difference, BigDecimal old) {
        if (unit.equals("share")) {
            return difference.movePointRight(2).setScale(1, RoundingMode.HALF_UP) + " points";
        }
        if (unit.equals("points")) {
            return difference.setScale(1, RoundingMode.HALF_UP) + " points";
        }
        BigDecimal percent = difference.movePointRight(2).divide(old, 1, RoundingMode.HALF_UP);
        return percent.compareTo(BigDecimal.valueOf(1000)) > 0 ? "more than 1,000 %" : percent + " %";
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return value == null ? null : new BigDecimal(value.toString());
    }
}
