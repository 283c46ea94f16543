package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.APPROVAL_ID;
import static io.tradewind.service.process.ServiceCaseVariables.APPROVAL_OUTCOME;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.GOODWILL_APPROVAL_NEEDED;
import static io.tradewind.service.process.ServiceCaseVariables.GOODWILL_REFUSED;
import static io.tradewind.service.process.ServiceCaseVariables.REMEDY_BY;

import io.tradewind.service.Goodwill;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("requestGoodwillDelegate")
class RequestGoodwillDelegate implements JavaDelegate {

    private final Goodwill goodwill;
    private final GoodwillSettlementProcess settlements;

    RequestGoodwillDelegate(Goodwill goodwill, GoodwillSettlementProcess settlements) {
        this.goodwill = goodwill;
        this.settlements = settlements;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Goodwill.Request request = goodwill.request(CASE_NUMBER.get(execution), REMEDY_BY.get(execution));
        APPROVAL_ID.set(execution, request.approvalId());
        GOODWILL_APPROVAL_NEEDED.set(execution, request.needed());
        APPROVAL_OUTCOME.set(execution, null);
        GOODWILL_REFUSED.set(execution, null);
        if (request.approvalId() != null && !request.needed()) {
            settlements.keepLatest(CASE_NUMBER.get(execution));
        }
    }
}
