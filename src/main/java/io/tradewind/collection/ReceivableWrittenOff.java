package io.tradewind.collection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A receivable was given up as a bad debt, or some of that came after all. Published in the transaction of the step.
 *
 * @param entryId the unique cause
 * @param rep user id of the rep the invoice belongs to
 * @param amount what is owed less; below zero when it is owed again
 * @param parts by how much what is due on which day is owed less
 */
public record ReceivableWrittenOff(
        long entryId,
        String writeOffNumber,
        String invoiceNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        String currency,
        LocalDate on,
        List<PaymentReceived.Part> parts) {

    public ReceivableWrittenOff {
        parts = List.copyOf(parts);
    }
}
