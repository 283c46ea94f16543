package io.tradewind.approval.process;

import io.tradewind.approval.ApprovalChain;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the model asks about the plan of a request: {@code ${approvalSteps.of(approvalId)}}. */
@Component("approvalSteps")
public class ApprovalSteps {

    private final ApprovalChain chain;

    ApprovalSteps(ApprovalChain chain) {
        this.chain = chain;
    }

    /** Numbers of the steps, in order; none when the request is within the requester's own authority. */
    public List<Integer> of(Long approvalId) {
        return chain.steps(approvalId);
    }

    /** User ids of those who are asked in a step. */
    public List<String> approvers(Long approvalId, Integer step) {
        return chain.approvers(approvalId, step);
    }

    /** The role group that owns this person's task. */
    public String role(Long approvalId, String approver) {
        return chain.role(approvalId, approver);
    }

    /** Whether a step needs nobody's answer any more. */
    public boolean settled(Long approvalId, Integer step) {
        return chain.settled(approvalId, step);
    }

    /** Whether the request is decided as a whole, so that later steps are not asked. */
    public boolean decided(Long approvalId) {
        return chain.state(approvalId) != io.tradewind.approval.ApprovalState.OPEN;
    }
}
