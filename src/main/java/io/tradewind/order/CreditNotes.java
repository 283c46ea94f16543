package io.tradewind.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The credit notes: the only way to take back what an invoice asks. */
public interface CreditNotes {

    Optional<CreditNote> find(String number);

    /** Of one order, oldest first. */
    List<CreditNote> ofOrder(String orderNumber);

    /**
     * Reverses an invoice, as far as it is not reversed yet, and publishes {@link CreditNoteIssued}. The same cause again
     * gives the note that is there.
     *
     * @param cause unique, e.g. {@code return:R-2026-000001}
     * @param reason in words, for the customer
     * @param quantities pieces by the invoice's line; empty means all that is left of it
     * @throws io.tradewind.engine.Refused if there is no such invoice or line, more would be credited than is left of it,
     *     or nothing
     */
    CreditNote issue(
            String cause, CreditNote.Kind kind, String invoiceNumber, String reason, Map<Integer, Integer> quantities);
}
