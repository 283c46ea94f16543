package io.tradewind.customer;

import org.jspecify.annotations.Nullable;

/**
 * A company we sell to.
 *
 * @param number what people say on the phone, e.g. {@code K-000042}
 * @param region group id of the sales region, e.g. {@code region-east}
 * @param owner user id of the rep who looks after it
 * @param customerClass A, B or C; C until it has shown more
 * @param parentId the company it belongs to; credit is judged for the group
 */
public record Customer(
        long id,
        String number,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String taxNumber,
        @Nullable String sector,
        @Nullable String country,
        @Nullable String region,
        @Nullable String owner,
        String customerClass,
        @Nullable Long parentId) {}
