package io.tradewind.approval;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asking for approvals. To have people asked, {@link #open} a request and call the process {@code approval-chain} with
 * its number as {@code approvalId}; it comes back with {@code approvalOutcome}.
 */
public interface Approvals {

    /** In characters. */
    int LONGEST_COMMENT = 2000;

    /**
     * Who would be asked, without asking. Where a rule or a figure is missing, the highest role decides.
     *
     * @throws io.tradewind.engine.Refused if there is nobody who may decide it
     */
    ApprovalPlan plan(ApprovalRequest request);

    /**
     * As {@link #plan}, for people who may not know what the goods cost us: no reason names the floor price or the margin.
     * Who is asked is still told, since a rep must know it; so somebody who tries price after price still learns where
     * finance begins to be asked, and with it about where the floor price is. Only keeping the approvers secret would
     * prevent that.
     */
    ApprovalPlan discreetPlan(ApprovalRequest request);

    /**
     * Freezes the request, its plan and its bounds. An open request for the same kind and subject is superseded: its
     * tasks disappear. A request within the requester's own authority is approved at once, so that its bounds hold too.
     *
     * @return its number
     * @throws io.tradewind.engine.Refused if there is nobody who may decide it
     */
    long open(ApprovalRequest request);

    /**
     * Takes back every open request about a document, whoever asked: there is nothing to decide any more. Those who are
     * asked are told.
     *
     * @param document the subject without its version
     */
    void withdraw(String kind, String document, String why);

    /** @throws io.tradewind.engine.Refused if there is no such approval */
    Approval get(long id);

    /** The latest request of this kind for exactly this subject. */
    Optional<Approval> latest(String kind, String subject);

    /** Open requests on which this person is asked and has not answered, oldest first. */
    List<Approval> openToDecide(String userId);

    /** Open requests of this person, oldest first. */
    List<Approval> openRequestedBy(String userId);

    /** Open requests in which this person has given an answer that counts, oldest first. */
    List<Approval> openAnsweredBy(String userId);

    /** All open requests, oldest first. */
    List<Approval> open();

    /**
     * Whether a changed document is still inside the bounds of something that was approved for it, so that nobody needs
     * to be asked again. Careful: a measure that was not approved, or is not stated now, is outside.
     *
     * @param document the number with which the subject begins, e.g. {@code D-2026-000001}
     * @param measures as they would be now
     * @param inputs as they would be now; a value that was not among the approved ones is outside
     * @param on the business date of the change
     */
    boolean covers(
            String kind,
            String document,
            Map<String, BigDecimal> measures,
            Map<String, List<String>> inputs,
            LocalDate on);

    /** As {@link #covers(String, String, Map, Map, LocalDate)}, where product and customer cannot have changed. */
    default boolean covers(String kind, String document, Map<String, BigDecimal> measures, LocalDate on) {
        return covers(kind, document, measures, Map.of(), on);
    }
}
