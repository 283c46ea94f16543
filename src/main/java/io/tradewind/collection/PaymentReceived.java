package io.tradewind.collection;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A payment, or the part of it that paid this invoice; payment and invoice together are its unique cause.
 *
 * @param rep user id of the rep the invoice belongs to
 * @param amount what of the invoice it paid, more than zero
 * @param receivedOn value date at the bank
 */
public record PaymentReceived(
        long paymentId,
        String invoiceNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        String currency,
        LocalDate receivedOn) {}
