package io.tradewind.approval;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request and what became of it.
 *
 * @param request as it was frozen when it was opened
 * @param plan as it was made when the request was opened, with signers added and questions handed on since
 * @param round 1, and one more for each time the document was sent back since it was last decided
 * @param mostRounds in this round it cannot be sent back any more
 * @param decisions those that count, in the order they were given; see {@link ApprovalDesk#history}
 * @param decidedAt when it left {@link ApprovalState#OPEN}
 */
public record Approval(
        long id,
        ApprovalRequest request,
        ApprovalPlan plan,
        ApprovalState state,
        int round,
        int mostRounds,
        Instant requestedAt,
        @Nullable Instant decidedAt,
        List<ApprovalDecision> decisions) {

    public Approval {
        decisions = List.copyOf(decisions);
    }

    /** What is in somebody's hands: asked of themselves, or of somebody they stand in for. */
    Stream<PlannedApprover> heldBy(String user) {
        return plan.approvers().stream().filter(seat -> seat.holder().equals(user));
    }
}
