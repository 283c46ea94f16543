package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.*;

import io.tradewind.planning.Replans;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("requestTargetChangeApprovalDelegate")
class RequestTargetChangeApprovalDelegate implements JavaDelegate {

    private final Replans replans;

    RequestTargetChangeApprovalDelegate(Replans replans) {
        this.replans = replans;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Replans.Request request = replans.requestApproval(PLAN_NUMBER.get(execution));
        APPROVAL_ID.set(execution, request.approvalId());
        APPROVAL_NEEDED.set(execution, request.approvalNeeded());
    }
}
