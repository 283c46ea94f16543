package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * An invoice was reversed, in whole or in part. Published in the transaction of the step.
 *
 * @param amount what is owed less; more than zero
 * @param on the day of issue
 * @param parts by how much what is due on which day is owed less; what was not owed any more belongs to the last day
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
        LocalDate invoiceDueOn,
        List<Part> parts) {

    public CreditNoteIssued {
        parts = List.copyOf(parts);
    }

    /** What is owed less of what is due on a day. */
    public record Part(LocalDate dueOn, BigDecimal amount) {}
}
