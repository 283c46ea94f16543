package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.SETTLEMENT;

import io.tradewind.service.ServiceCases;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordSettlementListener")
class RecordSettlementListener implements TaskListener {

    private final ServiceCases cases;
    private final ServiceCaseProcess process;

    RecordSettlementListener(ServiceCases cases, ServiceCaseProcess process) {
        this.cases = cases;
        this.process = process;
    }

    @Override
    public void notify(DelegateTask task) {
        String number = CASE_NUMBER.get(task);
        cases.settle(number, SETTLEMENT.find(task).orElse(""));
        process.clockChanged(number);
    }
}
