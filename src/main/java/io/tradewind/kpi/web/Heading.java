package io.tradewind.kpi.web;

import java.math.BigDecimal;
import java.util.Set;

/** Titles and scales of a figure's unit. */
final class Heading {

    private static final Set<String> SAID_BY_THE_VALUE = Set.of("share", "deals", "approvals", "points");

    private Heading() {}

    /** With the unit where the values do not say it. */
    static String of(String title, String unit) {
        return SAID_BY_THE_VALUE.contains(unit) ? title : title + " (" + unit + ")";
    }

    /** The unit on a chart's scale; shares are drawn in per cent. */
    static String drawnUnit(String unit) {
        return unit.equals("share") ? "%" : unit;
    }

    /** A value on that scale. */
    static String drawn(String unit, Object value) {
        BigDecimal number = new BigDecimal(value.toString());
        return (unit.equals("share") ? number.movePointRight(2) : number).toPlainString();
    }
}
