package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A delivery was invoiced. Published in the transaction of the step.
 *
 * @param dueOn when the last instalment is due
 * @param instalments at least one; they add up to the amount
 */
public record InvoiceIssued(
        String invoiceNumber,
        String orderNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        String currency,
        LocalDate issuedOn,
        LocalDate dueOn,
        List<Instalment> instalments) {}
