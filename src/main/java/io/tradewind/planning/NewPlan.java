package io.tradewind.planning;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a director starts from.
 *
 * @param totals of the company by measure; what is missing grows from the actuals
 * @param growth on the actuals of the twelve months before, as a fraction of 1; null when every total is given
 * @param mostRounds how often those concerned are asked at most, 1 to 9
 */
public record NewPlan(int year, Map<Measure, BigDecimal> totals, @Nullable BigDecimal growth, int mostRounds) {}
