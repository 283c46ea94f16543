package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.APPROVAL_OUTCOME;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.GOODWILL_REFUSED;

import io.tradewind.service.Goodwill;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordGoodwillDelegate")
class RecordGoodwillDelegate implements JavaDelegate {

    private final Goodwill goodwill;
    private final GoodwillSettlementProcess settlements;
    private final CaseScreen screen;

    RecordGoodwillDelegate(Goodwill goodwill, GoodwillSettlementProcess settlements, CaseScreen screen) {
        this.goodwill = goodwill;
        this.settlements = settlements;
        this.screen = screen;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String outcome = APPROVAL_OUTCOME.get(execution);
        goodwill.record(CASE_NUMBER.get(execution), outcome);
        GOODWILL_REFUSED.set(execution, outcome.equals("approved") ? null : outcome.replace('-', ' '));
        if (outcome.equals("approved")) {
            settlements.keepLatest(CASE_NUMBER.get(execution));
        }
        screen.refresh(execution);
    }
}
