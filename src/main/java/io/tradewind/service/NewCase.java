package io.tradewind.service;

import org.jspecify.annotations.Nullable;

/**
 * What a customer asks or complains of, as it comes in; only customer, kind and description are needed.
 *
 * @param customer number ({@code K-000042}) or name
 * @param kind {@code request} or {@code complaint}
 * @param severity {@code critical}, {@code high}, {@code normal} or {@code low}; null is normal
 * @param product code or name
 * @param reference number of the delivery, order or invoice it is about
 * @param contactEmail where the customer is asked whether it is solved
 */
public record NewCase(
        @Nullable String customer,
        @Nullable String kind,
        @Nullable String severity,
        @Nullable String product,
        @Nullable String reference,
        @Nullable String description,
        @Nullable String contactName,
        @Nullable String contactEmail,
        @Nullable String contactPhone) {}
