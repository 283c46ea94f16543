package io.tradewind.service;

import org.jspecify.annotations.Nullable;

/**
 * What the customer said on the handover call.
 *
 * @param complete whether everything is there and working
 * @param openPoints what is missing or does not work; needed if not complete
 * @param settlement what was put right since the call before
 */
public record Handover(
        String orderNumber,
        long customerId,
        boolean complete,
        @Nullable String openPoints,
        @Nullable String settlement,
        @Nullable String contactName,
        @Nullable String contactEmail) {}
