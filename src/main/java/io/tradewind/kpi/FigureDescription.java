package io.tradewind.kpi;

/**
 * What a figure means.
 *
 * @param figure its name in addresses
 * @param formula in words
 * @param unit a word, or the currency of money
 * @param source the facts it is computed from
 */
public record FigureDescription(
        String figure, String title, String formula, String unit, Direction direction, String source) {}
