package io.tradewind.collection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Giving up what will never be paid. Who may do that alone is in the table {@code write-off-authority}. */
public interface WriteOffs {

    /** Kind of the approval. */
    String KIND = "write-off";

    /**
     * Asks for all that is open of an invoice to be given up. Nothing is booked yet.
     *
     * @return its number, e.g. {@code WO-2026-000001}
     * @throws io.tradewind.engine.Refused if nothing is open, it is asked for already, or nobody says why
     */
    String ask(String invoiceNumber, String reason);

    /**
     * Holds it, together with what the customer was forgiven in the last year, against what the person who asks may give
     * up alone and, beyond that, opens the approval.
     */
    Request requestApproval(String number);

    /** Closes the receivable by as much as is still open, never more than was asked for; once. */
    void book(String number);

    /** Notes that it was not granted; the invoice stays open. */
    void refuse(String number);

    /** @throws io.tradewind.engine.Refused if there is none */
    WriteOff get(String number);

    /** The latest first. */
    List<WriteOff> latest();

    /** What was given up of this invoice more than its credit notes and payments leave, is owed no more: taken back. */
    void releaseExcess(String invoiceNumber);

    /**
     * What came of asking.
     *
     * @param approvalNeeded whether somebody has to be asked
     */
    record Request(long approvalId, boolean approvalNeeded) {}

    /**
     * A debt that somebody wants to give up, or did.
     *
     * @param amount open when it was asked for
     * @param writtenOff what was given up and did not come after all
     * @param state {@code asked}, {@code booked}, {@code refused}, or {@code lapsed} when it was paid before it was granted
     */
    record WriteOff(
            String number,
            String invoiceNumber,
            String orderNumber,
            long customerId,
            String rep,
            BigDecimal amount,
            BigDecimal writtenOff,
            BigDecimal recovered,
            String currency,
            String reason,
            String state,
            @Nullable Long approvalId,
            String askedBy,
            Instant askedAt) {}

    /** What waits for an answer about this invoice. */
    Optional<WriteOff> asked(String invoiceNumber);
}
