package io.tradewind.lead;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A lead as somebody brings it; only the company's name must be known. {@link Leads#receive} checks everything.
 *
 * @param region group id or its last word: {@code region-east}, {@code East}
 * @param product code or name of a product
 * @param currency ISO 4217 code; the company's own if there is a value without one
 * @param receivedOn null means today
 * @param externalId the lead's number in the system it comes from; known ones are not taken in twice
 */
public record NewLead(
        @Nullable String companyName,
        @Nullable String contactName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String taxNumber,
        @Nullable String region,
        @Nullable String source,
        @Nullable String campaign,
        @Nullable String product,
        @Nullable BigDecimal expectedValue,
        @Nullable String currency,
        @Nullable LocalDate receivedOn,
        @Nullable String externalId,
        @Nullable String note) {

    /** A lead of whom only the company's name is known. */
    public static NewLead of(String companyName) {
        return new NewLead(companyName, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
