package io.tradewind.engine.variables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** How values look in a variable that a form only shows. */
public final class Shown {

    private Shown() {}

    /** Words from outside, in a form's text: they never become a link, a picture or a heading of ours. */
    public static String plain(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]#<>|!])", "\\\\$1");
    }

    /** Two decimals and thousands separators, e.g. {@code 12,345.60}; without the currency. */
    public static String money(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_UP));
    }
}
