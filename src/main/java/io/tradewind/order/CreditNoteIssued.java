package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An invoice was reversed, in whole or in part. Published in the transaction of the step.
 *
 * @param amount what is owed less; more than zero
 * @param on the day of issue
 */
public record CreditNoteIssued(
        String creditNoteNumber,
        String invoiceNumber,
        String orderNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        String currency,
        LocalDate on,
        LocalDate invoiceDueOn) {}
