package io.tradewind.kpi.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them; a value that does not exist is a dash. */
final class Shown {

    static final String NOTHING = "–";

    private Shown() {}

    /** @param unit as a figure tells it; shares become per cent, everything else keeps its decimals */
    static String value(String unit, @Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        BigDecimal number = new BigDecimal(value.toString());
        return unit.equals("share")
                ? grouped(number.movePointRight(2).setScale(1, RoundingMode.HALF_UP)) + " %"
                : grouped(number);
    }

    /** The unit to write beside it, of one in the singular; empty for a share, which says "%" itself. */
    static String unit(String unit, @Nullable Object value) {
        if (unit.equals("share")) {
            return "";
        }
        boolean one = value != null && value.toString().equals("1");
        return one && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    }

    private static String grouped(BigDecimal number) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMinimumFractionDigits(Math.max(0, number.scale()));
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number).replace('-', '−');
    }
}
