package io.tradewind.collection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * An invoice as somebody who waits for its money sees it.
 *
 * @param rep user id of the rep it belongs to
 * @param open what is not paid yet, zero or more
 */
public record Receivable(
        String invoiceNumber,
        String orderNumber,
        long customerId,
        String rep,
        BigDecimal open,
        String currency,
        LocalDate dueOn) {

    /** Days since it fell due; zero or less when it has not. */
    int daysOverdue(LocalDate today) {
        return (int) ChronoUnit.DAYS.between(dueOn, today);
    }

    boolean isOpen() {
        return open.signum() > 0;
    }
}
