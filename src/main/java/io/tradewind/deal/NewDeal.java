package io.tradewind.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a deal begins; only the rep must be.
 *
 * @param leadNumber the lead it grew from; a lead opens one deal, however often it is asked
 * @param product code or name
 * @param expectedValue null: the product's list price, or zero without a product
 * @param currency null: the product's, or the company's
 * @param qualifiedOn null: today
 */
public record NewDeal(
        @Nullable String leadNumber,
        String rep,
        @Nullable Long customerId,
        @Nullable String product,
        @Nullable BigDecimal expectedValue,
        @Nullable String currency,
        @Nullable LocalDate qualifiedOn) {}
