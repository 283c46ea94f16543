package io.tradewind.collection;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A customer paid. */
public record PaymentReceived(
        long paymentId,
        String invoiceNumber,
        Long customerId,
        String rep,
        BigDecimal amount,
        String currency,
        LocalDate receivedOn) {}
