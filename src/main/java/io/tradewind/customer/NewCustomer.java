package io.tradewind.customer;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a company when it becomes a customer; only the name must be.
 *
 * @param customerClass A, B or C; null means C
 * @param contactName the first contact, reached at this e-mail and phone
 */
public record NewCustomer(
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String taxNumber,
        @Nullable String sector,
        @Nullable String country,
        @Nullable String region,
        @Nullable String owner,
        @Nullable String customerClass,
        @Nullable String contactName) {

    /** A customer of whom only the name is known. */
    public static NewCustomer named(String name) {
        return new NewCustomer(name, null, null, null, null, null, null, null, null, null);
    }
}
