package io.tradewind.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A deal as another system tells it.
 *
 * @param externalId its id there; a known one is not taken in twice
 * @param rep user id
 * @param product code or name
 * @param openedOn the day the customer was engaged; null when not yet or not told
 * @param closedOn needed when won or lost
 * @param value agreed price when won, expected value otherwise; null or zero means the product's list price unless won
 * @param currency null: the product's, or the company's
 * @param lostReason one of {@link LostReasons#ALL}; null means {@code unknown}
 */
public record ImportedDeal(
        String externalId,
        String rep,
        @Nullable Long customerId,
        @Nullable String product,
        Stage stage,
        @Nullable LocalDate openedOn,
        @Nullable LocalDate closedOn,
        @Nullable BigDecimal value,
        @Nullable String currency,
        @Nullable String lostReason,
        @Nullable String competitor) {}
