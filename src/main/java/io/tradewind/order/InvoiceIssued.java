package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A delivery was invoiced. Published in the transaction of the step. */
public record InvoiceIssued(
        String invoiceNumber,
        String orderNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        String currency,
        LocalDate issuedOn,
        LocalDate dueOn) {}
