package io.tradewind.collection;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An instalment that is not paid yet, as it grows old.
 *
 * @param instalment {@code I-2026-000001}, or {@code I-2026-000001 (2 of 3)}
 * @param rep user id
 * @param daysOverdue zero or less while it is not due
 * @param pause what keeps us from asking for it; empty if nothing
 */
public record OpenItem(
        String instalment,
        String invoiceNumber,
        String orderNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        BigDecimal open,
        String currency,
        LocalDate dueOn,
        int daysOverdue,
        String pause) {

    /** How old it is: 0 not due, 1 up to 30 days, 2 up to 60, 3 up to 90, 4 beyond. */
    public int age() {
        return daysOverdue <= 0 ? 0 : Math.min(4, (daysOverdue + 29) / 30);
    }
}
