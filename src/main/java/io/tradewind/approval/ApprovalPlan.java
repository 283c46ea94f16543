package io.tradewind.approval;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * Who must agree, in order.
 *
 * @param steps empty when the request is within the requester's own authority
 * @param rule why nobody else is asked, or why somebody is
 * @param rules for which of them somebody is asked, each once; told when the request is opened
 *     ({@link ApprovalRequested}), so a plan read back or told discreetly names none
 */
public record ApprovalPlan(List<ApprovalStep> steps, String rule, @JsonIgnore List<ApprovalRule> rules) {

    public ApprovalPlan {
        steps = List.copyOf(steps);
        rules = List.copyOf(rules);
    }

    public ApprovalPlan(List<ApprovalStep> steps, String rule) {
        this(steps, rule, List.of());
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
