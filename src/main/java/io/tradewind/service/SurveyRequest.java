package io.tradewind.service;

import org.jspecify.annotations.Nullable;

/** Whom to ask about which order. */
public record SurveyRequest(
        String orderNumber, long customerId, String rep, @Nullable String contactName, String contactEmail) {}
