package io.tradewind.approval;

import java.util.List;

/**
 * Who must agree, in order.
 *
 * @param steps empty when the request is within the requester's own authority
 * @param rule why nobody else is asked, or why somebody is
 */
public record ApprovalPlan(List<ApprovalStep> steps, String rule) {

    public ApprovalPlan {
        steps = List.copyOf(steps);
    }

    /** Whether nobody needs to be asked. */
    public boolean ownAuthority() {
        return steps.isEmpty();
    }

    /** Everybody who will be asked, in order. */
    public List<PlannedApprover> approvers() {
        return steps.stream().flatMap(step -> step.approvers().stream()).toList();
    }
}
