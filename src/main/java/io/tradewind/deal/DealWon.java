package io.tradewind.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A deal was won; published in the transaction that closed it.
 *
 * @param product code of the main product
 * @param listPrice the same goods at list price
 * @param cost what the goods cost us
 */
public record DealWon(
        String dealNumber,
        String rep,
        Long customerId,
        String product,
        BigDecimal agreedPrice,
        BigDecimal listPrice,
        BigDecimal cost,
        String currency,
        @Nullable LocalDate qualifiedOn,
        LocalDate closedOn) {}
