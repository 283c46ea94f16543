package io.tradewind.approval.process;

import io.tradewind.approval.ApprovalChain;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the model asks about the plan of a request: {@code ${approvalSteps.askedNow(approvalId)}}. */
@Component("approvalSteps")
public class ApprovalSteps {

    private final ApprovalChain chain;

    ApprovalSteps(ApprovalChain chain) {
        this.chain = chain;
    }

    /** User ids of those whose turn it is; nobody when the request is within the requester's own authority. */
    public List<String> askedNow(Long approvalId) {
        return chain.askedNow(approvalId);
    }

    /** Whether those who are being asked need not answer any more: enough of them have. */
    public boolean answered(Long approvalId) {
        return chain.answered(approvalId);
    }

    /** The role group that owns this person's task. */
    public String role(Long approvalId, String approver) {
        return chain.role(approvalId, approver);
    }
}
