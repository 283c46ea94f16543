package io.tradewind.lead;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may buy.
 *
 * @param number what people say on the phone, e.g. {@code L-2026-000123}
 * @param region group id of the sales region, e.g. {@code region-east}
 * @param product code of a product of the catalog
 * @param owner user id of the rep who works on it; null while nobody does
 * @param customerId the customer it belongs to, once known
 * @param grade A to D from decision {@code lead-grade}, once contacted
 * @param newCompanyReason why it is a company of its own although it resembles another; null if nobody was asked
 * @param processInstanceId the process it travels in, as the one who brought it was told
 * @param createdBy user id of who brought it
 */
public record Lead(
        long id,
        String number,
        String companyName,
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
        LocalDate receivedOn,
        @Nullable String externalId,
        @Nullable String note,
        State state,
        LeadClass leadClass,
        @Nullable String owner,
        @Nullable Long customerId,
        @Nullable String grade,
        @Nullable String gradeReason,
        @Nullable String newCompanyReason,
        @Nullable String mergedInto,
        @Nullable LocalDate nurtureUntil,
        @Nullable String disqualifiedBecause,
        @Nullable String processInstanceId,
        String createdBy,
        Instant createdAt,
        int version) {

    /** Where a lead stands. */
    public enum State {
        NEW,
        ASSIGNED,
        CONTACTED,
        NURTURING,
        QUALIFIED,
        DISQUALIFIED,
        MERGED;

        /** Whether somebody still has to do something about it. */
        public boolean isOpen() {
            return this == NEW || this == ASSIGNED || this == CONTACTED || this == NURTURING;
        }
    }

    /** How near the company is to buying. */
    public enum LeadClass {
        /** Nothing is known of a need. */
        PROSPECTIVE,
        /** A need was confirmed. */
        INTENDING,
        /** The company is a customer already. */
        REPEAT
    }
}
