package io.tradewind.engine.variables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** How values look in a variable that a form only shows. */
public final class Shown {

    private Shown() {}

    /** What makes a link, a picture, a heading or a table of text; a dot or a colon only where an address begins. */
    private static final Pattern MARKED =
            Pattern.compile("[\\\\`*_\\[\\]<|]|(?m:(?<=^[ \\t]{0,3})[#>])|:(?=//)|(?i:(?<=\\bwww)\\.)");

    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\`*_\\[\\]#<>|!:.])");

    /** Words from outside, in a form's text: they never become a link, a picture or a heading of ours. */
    public static String plain(String text) {
        return MARKED.matcher(text).replaceAll("\\\\$0");
    }

    /** The words as they were before {@link #plain}. */
    public static String words(String shown) {
        return ESCAPED.matcher(shown).replaceAll("$1");
    }

    /** Two decimals and thousands separators, e.g. {@code 12,345.60}; without the currency. */
    public static String money(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_UP));
    }

    /** With the currency behind it, e.g. {@code 12,345.60 USD}. */
    public static String money(BigDecimal amount, String currency) {
        return money(amount) + " " + currency;
    }
}
