package io.tradewind.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the rep learned from the customer.
 *
 * @param customerId null: as the deal has it
 * @param product code or name of what the customer is interested in most
 * @param budget what the customer can spend; null when they do not say
 */
public record Needs(
        @Nullable Long customerId,
        String needs,
        String product,
        int quantity,
        @Nullable BigDecimal budget,
        @Nullable LocalDate decisionOn,
        @Nullable LocalDate nextVisitOn) {}
