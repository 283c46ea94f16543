package io.tradewind.credit;

import org.jspecify.annotations.Nullable;

/**
 * What a credit bureau knows of a company.
 *
 * @param reference the bureau's own number of the report
 * @param score 0, the worst, to 1000
 * @param yearsInBusiness whole years; null when the bureau does not know
 * @param employees null when the bureau does not know
 */
public record BureauReport(
        String reference, int score, @Nullable Integer yearsInBusiness, @Nullable Integer employees) {}
