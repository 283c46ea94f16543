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

    /** The same with the people of the plan and without the rules that tell what the goods cost. */
    public Approval withoutReasons() {
        List<ApprovalStep> steps = plan.steps().stream()
                .map(step -> new ApprovalStep(
                        step.number(),
                        step.mode(),
                        step.needed(),
                        step.approvers().stream()
                                .map(seat -> new PlannedApprover(
                                        seat.userId(),
                                        seat.name(),
                                        seat.role(),
                                        DiscreetWords.ofSeat(seat),
                                        seat.standIn()))
                                .toList()))
                .toList();
        return new Approval(
                id,
                request,
                new ApprovalPlan(steps, DiscreetWords.ofPlan(plan.rule())),
                state,
                round,
                mostRounds,
                requestedAt,
                decidedAt,
                decisions);
    }

    /** What is in somebody's hands: asked of themselves, or of somebody they stand in for. */
    Stream<PlannedApprover> heldBy(String user) {
        return plan.approvers().stream().filter(seat -> seat.holder().equals(user));
    }
}
