package io.tradewind.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the rep learned from the customer.
 *
 * @param customerName who it is, where the deal did not know yet; null: as the deal has it
 * @param newCustomer whether the name is that of a company we never had to do with
 * @param product code or name of what the customer is interested in most
 * @param budget what the customer can spend; null when they do not say
 */
public record Needs(
        @Nullable String customerName,
        boolean newCustomer,
        String needs,
        String product,
        int quantity,
        @Nullable BigDecimal budget,
        @Nullable LocalDate decisionOn,
        @Nullable LocalDate nextVisitOn) {}
