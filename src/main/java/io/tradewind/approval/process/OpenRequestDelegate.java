package io.tradewind.approval.process;

import static io.tradewind.approval.process.ApprovalChainVariables.APPROVAL_ID;
import static io.tradewind.approval.process.ApprovalChainVariables.APPROVAL_OUTCOME;
import static io.tradewind.approval.process.AskApprovalVariables.APPROVAL_AMOUNT;
import static io.tradewind.approval.process.AskApprovalVariables.APPROVAL_CURRENCY;
import static io.tradewind.approval.process.AskApprovalVariables.APPROVAL_NEEDED;
import static io.tradewind.approval.process.AskApprovalVariables.APPROVAL_QUESTION;
import static io.tradewind.approval.process.AskApprovalVariables.APPROVAL_REASON;
import static io.tradewind.approval.process.AskApprovalVariables.APPROVAL_TOPIC;
import static io.tradewind.approval.process.AskApprovalVariables.CUSTOMER_ID;
import static io.tradewind.approval.process.AskApprovalVariables.REP;

import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.GeneralRequest;
import io.tradewind.approval.GeneralRequests;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens what an owner's model asks, as a request of the rep. */
@Component("openRequestDelegate")
class OpenRequestDelegate implements JavaDelegate {

    private final GeneralRequests requests;
    private final Approvals approvals;

    OpenRequestDelegate(GeneralRequests requests, Approvals approvals) {
        this.requests = requests;
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long approval = requests.open(new GeneralRequest(
                APPROVAL_TOPIC.get(execution),
                execution.getProcessBusinessKey(),
                APPROVAL_QUESTION.get(execution),
                APPROVAL_REASON.get(execution),
                amount(APPROVAL_AMOUNT.find(execution).orElse("none")),
                APPROVAL_CURRENCY.get(execution),
                REP.get(execution),
                CUSTOMER_ID.find(execution).orElse(null)));
        ApprovalState state = approvals.get(approval).state();
        APPROVAL_ID.set(execution, approval);
        APPROVAL_NEEDED.set(execution, state != ApprovalState.APPROVED);
        APPROVAL_OUTCOME.set(execution, state.outcome());
    }

    private static @Nullable BigDecimal amount(String given) {
        if (given.isBlank() || given.equals("none")) {
            return null;
        }
        try {
            return new BigDecimal(given.strip());
        } catch (NumberFormatException noNumber) {
            throw new Refused("approvalAmount", "'" + given + "' is no amount; give a number, or none.");
        }
    }
}
