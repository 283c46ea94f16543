package io.tradewind.kpi;

/** What a figure is measured in, and how exactly it is told. */
public enum Unit {
    /** Money with two decimals, told as text; the unit is the currency. */
    MONEY("money", 2),
    /** A fraction of 1. */
    SHARE("share", 6),
    DAYS("days", 1),
    WORKING_DAYS("working days", 1),
    WORKING_HOURS("working hours", 2),
    /** From 0 to 100, or from -100 to 100. */
    POINTS("points", 1),
    DEALS("deals", 0),
    FACTS("facts", 0),
    CUSTOMERS("customers", 0),
    APPROVALS("approvals", 0),
    VISITS("visits", 0),
    VISITS_A_DAY("visits a day", 2),
    MINUTES("minutes", 1),
    ORDERS("orders", 1);

    private final String words;
    private final int decimals;

    Unit(String words, int decimals) {
        this.words = words;
        this.decimals = decimals;
    }

    /** As it is told beside a number, except for money, whose currency is told instead. */
    String words() {
        return words;
    }

    int decimals() {
        return decimals;
    }
}
