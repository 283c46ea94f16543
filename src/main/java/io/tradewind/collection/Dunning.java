package io.tradewind.collection;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Asking for what is overdue, and not asking while it is promised or disputed. */
public interface Dunning {

    /**
     * Days overdue of the oldest open invoice that is neither promised nor disputed; zero if there is none. A promise
     * whose day is over without the money is broken and no longer counts.
     */
    int daysOverdue(String orderNumber);

    /**
     * Writes one level for the oldest of those invoices, once: to the customer if wanted and an address is known, and to
     * the rep in any case.
     *
     * @param mailCustomer whether the customer is to get a letter
     * @param hold whether nothing more should be delivered until it is paid
     */
    void write(String orderNumber, int level, boolean mailCustomer, boolean hold);

    /**
     * When to look at the order again: the next morning on which the table {@code dunning-level} says another level, a
     * promise is over, or an invoice is overdue for the first time. After a month in any case.
     */
    Instant nextLook(String orderNumber);

    /**
     * Notes a promise or a dispute, or that a dispute is settled.
     *
     * @param promisedOn needed for a promise; today or later, within 180 days
     * @throws io.tradewind.engine.Refused if it does not fit the invoice
     */
    void note(
            What what,
            String orderNumber,
            String invoiceNumber,
            @Nullable LocalDate promisedOn,
            @Nullable String reason);

    /** What a customer may say instead of paying. */
    enum What {
        PROMISE,
        DISPUTE,
        SETTLED
    }
}
