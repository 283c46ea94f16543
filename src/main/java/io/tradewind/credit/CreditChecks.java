package io.tradewind.credit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The steps of a credit check, for the process {@code credit-check}. */
public interface CreditChecks {

    /** What the customer's group owes us, and would owe with this document. */
    ExposureSheet examine(long customerId, String subject, BigDecimal amount, String currency);

    /**
     * Writes a decision with the figures of this moment into the register.
     *
     * @return the check's id, under which its outcome is written
     */
    long recordDecision(
            long customerId,
            String subject,
            BigDecimal amount,
            String currency,
            String rating,
            String decision,
            String why);

    /** The reason written with a decision: the table's, how far it is over the limit, and what the rating rests on. */
    String why(long checkId);

    /** The document may go on as it is. */
    void pass(long checkId);

    /** The customer prepays the excess over the limit. Asked again for the same document, the later amount counts. */
    void reduce(long checkId);

    /**
     * Somebody else carries what goes beyond the limit; the same check again changes nothing.
     *
     * @throws io.tradewind.engine.Refused naming the field, if it does not carry the excess, is not valid after today, or
     *     lacks its carrier, reference or document
     */
    void transfer(long checkId, RiskTransfer transfer);

    /**
     * Asks those with the authority for a release of the whole exposure with this document.
     *
     * @param reason what the requester says; null when a decision table sent it straight to the approvers
     * @param requester user id of the rep
     * @return the approval's id
     */
    long requestRelease(long checkId, @Nullable String reason, String requester);

    /** Records the release that an approval granted; the same approval again changes nothing. */
    void release(long checkId, long approvalId, @Nullable String reason);

    /**
     * The document must not go on: the rep let go.
     *
     * @param smaller whether the customer will order less instead, which takes a quotation of its own
     */
    void giveUp(long checkId, boolean smaller);

    /** The document must not go on. */
    void refuse(long checkId, String why);
}
