package io.tradewind.approval;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an owner's model wants to have approved.
 *
 * @param topic as in the table general-authority, at most 60 characters
 * @param document number the request is about
 * @param question one line of at most 200 characters
 * @param reason shown to those who are asked, at most 1,000 characters
 * @param amount what the authority is measured by; null is beyond everybody's limit
 * @param currency ISO 4217
 * @param requester user id; never decides it
 */
public record GeneralRequest(
        String topic,
        String document,
        String question,
        String reason,
        @Nullable BigDecimal amount,
        String currency,
        String requester,
        @Nullable Long customerId) {}
