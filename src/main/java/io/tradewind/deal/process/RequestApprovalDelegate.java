package io.tradewind.deal.process;

import static io.tradewind.deal.process.DiscountApprovalVariables.APPROVAL_ID;
import static io.tradewind.deal.process.DiscountApprovalVariables.APPROVAL_NEEDED;
import static io.tradewind.deal.process.DiscountApprovalVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.DiscountApprovalVariables.QUOTATION_VERSION;

import io.tradewind.deal.PriceApprovals;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Whether somebody has to agree to the price, and who. */
@Component("requestApprovalDelegate")
class RequestApprovalDelegate implements JavaDelegate {

    private final PriceApprovals approvals;

    RequestApprovalDelegate(PriceApprovals approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Optional<Long> approval = approvals.request(DEAL_NUMBER.get(execution), QUOTATION_VERSION.get(execution));
        APPROVAL_ID.set(execution, approval.orElse(null));
        APPROVAL_NEEDED.set(execution, approval.isPresent());
    }
}
