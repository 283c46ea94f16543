package io.tradewind.kpi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a figure can be broken down by. */
public enum Dimension {
    REGION("f.region", "c.region"),
    TEAM("f.team", "c.team"),
    REP("f.rep", "c.rep"),
    PRODUCT("f.product", "c.product"),
    CUSTOMER("f.customer_id::text", "coalesce(nullif(c.customer_id, 0)::text, '')", "c.customer_id"),
    /** Of the figure's own date: that of the close for a win rate, that of the qualification for a conversion rate. */
    MONTH("to_char(%s, 'YYYY-MM')", "to_char(c.month, 'YYYY-MM')", "c.month");

    private final String ofFact;
    private final String ofPart;
    private final String columnOfPart;

    Dimension(String ofFact, String ofPart) {
        this(ofFact, ofPart, ofPart);
    }

    Dimension(String ofFact, String ofPart, String columnOfPart) {
        this.ofFact = ofFact;
        this.ofPart = ofPart;
        this.columnOfPart = columnOfPart;
    }

    /** The key of a fact {@code f}, empty where unknown; {@code day} is the expression of the figure's date. */
    String ofFact(String day) {
        return "coalesce(" + ofFact.formatted(day) + ", '')";
    }

    /** The key of a part {@code c} of a {@link Reading}, empty where unknown. */
    String ofPart() {
        return ofPart;
    }

    /** What parts {@code c} are grouped by: the same as their key, and quicker than its text. */
    String columnOfPart() {
        return columnOfPart;
    }

    /** That a part {@code c} has this key, so that an index can be used; the parameter is {@link #bound}. */
    String heldPart(String key, String parameter) {
        return (this == CUSTOMER && !key.isEmpty() ? columnOfPart : ofPart) + " = :" + parameter;
    }

    /** The same of a fact {@code f}; {@code day} is the expression of the figure's date. */
    String heldFact(String key, String day, String parameter) {
        String fact = this == CUSTOMER ? "f.customer_id" : ofFact.formatted(day);
        return (key.isEmpty() ? ofFact(day) : fact) + " = :" + parameter;
    }

    /** The key as it is compared; no customer has a number that is none. */
    Object bound(String key) {
        if (this != CUSTOMER || key.isEmpty()) {
            return key;
        }
        return key.matches("[1-9]\\d{0,17}") ? Long.parseLong(key) : -1L;
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
