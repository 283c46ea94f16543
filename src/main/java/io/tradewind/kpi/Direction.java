package io.tradewind.kpi;

/** Which way a figure should go. */
public enum Direction {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER
}
