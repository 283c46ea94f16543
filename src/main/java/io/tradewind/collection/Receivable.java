package io.tradewind.collection;

import io.tradewind.order.OpenInstalment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * An invoice as somebody who waits for its money sees it.
 *
 * @param rep user id of the rep it belongs to
 * @param open what is not paid yet, zero or more
 * @param dueOn when the first instalment with something open is due; of a paid invoice the last one's day
 * @param instalments those with something open, in the order in which they fall due
 */
public record Receivable(
        String invoiceNumber,
        String orderNumber,
        long customerId,
        String rep,
        BigDecimal open,
        String currency,
        LocalDate dueOn,
        List<OpenInstalment> instalments) {

    public Receivable {
        instalments = List.copyOf(instalments);
    }

    boolean isOpen() {
        return open.signum() > 0;
    }
}
