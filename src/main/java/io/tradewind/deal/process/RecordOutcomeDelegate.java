package io.tradewind.deal.process;

import static io.tradewind.deal.process.DiscountApprovalVariables.APPROVAL_OUTCOME;
import static io.tradewind.deal.process.DiscountApprovalVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.DiscountApprovalVariables.QUOTATION_VERSION;

import io.tradewind.deal.PriceApprovals;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The version may be offered, or not. */
@Component("recordOutcomeDelegate")
class RecordOutcomeDelegate implements JavaDelegate {

    private final PriceApprovals approvals;

    RecordOutcomeDelegate(PriceApprovals approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String outcome = approvals.settle(DEAL_NUMBER.get(execution), QUOTATION_VERSION.get(execution));
        APPROVAL_OUTCOME.set(execution, outcome);
    }
}
