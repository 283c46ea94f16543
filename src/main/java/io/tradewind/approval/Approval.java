package io.tradewind.approval;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request and what became of it.
 *
 * @param request as it was frozen when it was opened
 * @param plan as it was frozen when the request was opened
 * @param decisions in the order they were given
 * @param decidedAt when it left {@link ApprovalState#OPEN}
 */
public record Approval(
        long id,
        ApprovalRequest request,
        ApprovalPlan plan,
        ApprovalState state,
        Instant requestedAt,
        @Nullable Instant decidedAt,
        List<ApprovalDecision> decisions) {

    public Approval {
        decisions = List.copyOf(decisions);
    }
}
