package io.tradewind.contract.process;

import io.tradewind.contract.Renewals;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("openDueCasesDelegate")
class OpenDueCasesDelegate implements JavaDelegate {

    private final Renewals renewals;

    OpenDueCasesDelegate(Renewals renewals) {
        this.renewals = renewals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        renewals.openDue();
    }
}
