package io.tradewind.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One question to one customer, and the answer if there is one.
 *
 * @param subject number of the order or case it asks about
 * @param rep user id of the rep who looked after the deal
 * @param score 0 to 10; null until answered
 */
public record Survey(
        long id,
        SurveyRequest.About about,
        String subject,
        long customerId,
        String rep,
        @Nullable String contactName,
        String contactEmail,
        Instant sentAt,
        Instant expiresAt,
        @Nullable Instant answeredAt,
        @Nullable Integer score,
        @Nullable String comment) {}
