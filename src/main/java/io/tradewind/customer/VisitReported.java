package io.tradewind.customer;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of ours was at a customer's and said so; published in the transaction that keeps the report, by whichever
 * module keeps it.
 *
 * @param visit the report's own number, unlike that of any other; told again it is the same visit
 * @param rep user id of who was there
 * @param on the day of the visit
 * @param minutes how long it took, without the way; null if not told
 * @param cost what the visit itself cost, such as travel; null if not told or booked otherwise
 * @param currency of the cost
 */
public record VisitReported(
        String visit,
        String rep,
        long customerId,
        LocalDate on,
        @Nullable Integer minutes,
        @Nullable BigDecimal cost,
        @Nullable String currency) {}
