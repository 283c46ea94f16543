package io.tradewind.kpi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a figure can be broken down by. */
public enum Dimension {
    REGION("f.region"),
    TEAM("f.team"),
    REP("f.rep"),
    PRODUCT("f.product"),
    CUSTOMER("f.customer_id::text"),
    /** Of the figure's own date: that of the close for a win rate, that of the qualification for a conversion rate. */
    MONTH("to_char(%s, 'YYYY-MM')");

    private final String expression;

    Dimension(String expression) {
        this.expression = expression;
    }

    /** The key of a fact {@code f}; {@code day} is the expression of the figure's date. */
    String expression(String day) {
        return expression.formatted(day);
    }

    /** As clients name it, e.g. {@code region}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The dimension clients call so. */
    public static Optional<Dimension> ofCode(String code) {
        return Arrays.stream(values()).filter(d -> d.code().equals(code)).findFirst();
    }
}
