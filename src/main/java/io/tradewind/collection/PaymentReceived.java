package io.tradewind.collection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A payment, or the part of it that paid this invoice.
 *
 * @param allocationId the unique cause: a payment may pay the same invoice in several steps
 * @param rep user id of the rep the invoice belongs to
 * @param amount what of the invoice it paid; below zero when a payment was reversed, by as much as that had paid
 * @param receivedOn value date at the bank
 * @param parts what of it went to which instalment; empty if the invoice is due as a whole
 */
public record PaymentReceived(
        long paymentId,
        long allocationId,
        String invoiceNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        String currency,
        LocalDate receivedOn,
        List<Part> parts) {

    public PaymentReceived {
        parts = List.copyOf(parts);
    }

    /** What went to what is due on a day. */
    public record Part(LocalDate dueOn, BigDecimal amount) {}
}
