package io.tradewind.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request or complaint of a customer.
 *
 * @param number what people say on the phone, e.g. {@code SC-2026-000123}
 * @param product code
 * @param reference number of the delivery, order or invoice it is about
 * @param source {@code person}, {@code program} or {@code survey}
 * @param surveyId the bad answer that opened it
 * @param owner user id of the rep who looked after the customer when it was opened
 * @param reportedBy user id of who entered it
 * @param answer what the customer was told first
 * @param settlement how a request was settled
 * @param resolvedAt when it was settled, or the customer confirmed that it is solved
 */
public record ServiceCase(
        long id,
        String number,
        CaseKind kind,
        Severity severity,
        long customerId,
        @Nullable String product,
        @Nullable String reference,
        String description,
        @Nullable String contactName,
        @Nullable String contactEmail,
        @Nullable String contactPhone,
        String source,
        @Nullable Long surveyId,
        @Nullable String owner,
        String reportedBy,
        Instant openedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        @Nullable String settlement,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        @Nullable String processInstanceId) {

    /** In one word, as lists show it. */
    public String state() {
        if (closedAt != null) {
            return "closed";
        }
        if (resolvedAt != null) {
            return "resolved";
        }
        return answeredAt == null ? "open" : "answered";
    }
}
