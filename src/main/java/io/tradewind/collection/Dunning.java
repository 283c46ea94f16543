package io.tradewind.collection;

import java.math.BigDecimal;
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
     * Notes a promise, a dispute or a hold, or that a dispute is settled or a hold lifted.
     *
     * @throws io.tradewind.engine.Refused if it does not fit the invoice
     */
    void note(Note note);

    /**
     * What the customer said, or finance decided, about an invoice.
     *
     * @param promisedOn needed for a promise; today or later, within 180 days
     * @param promisedAmount what was promised; null for all that is open
     * @param reason needed for a dispute and a hold
     * @param outcome needed to settle a dispute: who was right
     */
    record Note(
            What what,
            String orderNumber,
            String invoiceNumber,
            @Nullable LocalDate promisedOn,
            @Nullable BigDecimal promisedAmount,
            @Nullable String reason,
            @Nullable Outcome outcome) {}

    /** How a dispute ends. */
    enum Outcome {
        /** The customer is wrong, or content: the invoice stands and is asked for again. */
        STANDS,
        /** The customer is right about all of it: what is left of the invoice is credited. */
        CREDIT_ALL,
        /** The customer is right about a part, and a credit note was written for it; the rest is asked for again. */
        CREDITED
    }

    /** What a customer may say instead of paying. */
    enum What {
        PROMISE,
        DISPUTE,
        SETTLED,
        HOLD,
        LIFTED
    }
}
