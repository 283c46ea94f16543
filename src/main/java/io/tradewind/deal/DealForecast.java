package io.tradewind.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected of a deal changed; published in the transaction that changed it.
 *
 * @param stage its code
 * @param weighted expected value times the probability of its stage; zero once the deal is closed
 * @param closesOn when it is expected to close
 * @param on the day of the change
 */
public record DealForecast(
        String dealNumber,
        String rep,
        @Nullable Long customerId,
        @Nullable String product,
        String stage,
        BigDecimal weighted,
        String currency,
        LocalDate closesOn,
        LocalDate on) {}
