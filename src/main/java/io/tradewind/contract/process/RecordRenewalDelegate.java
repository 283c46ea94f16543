package io.tradewind.contract.process;

import static io.tradewind.contract.process.ContractRenewalVariables.CONTRACT_NUMBER;
import static io.tradewind.contract.process.ContractRenewalVariables.RENEWAL_DECISION;
import static io.tradewind.contract.process.ContractRenewalVariables.RENEWAL_NOTE;
import static io.tradewind.contract.process.ContractRenewalVariables.RENEWAL_ON;

import io.tradewind.contract.Renewals;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordRenewalDelegate")
class RecordRenewalDelegate implements JavaDelegate {

    private final Renewals renewals;

    RecordRenewalDelegate(Renewals renewals) {
        this.renewals = renewals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        renewals.decide(
                CONTRACT_NUMBER.get(execution),
                RENEWAL_ON.get(execution),
                RENEWAL_DECISION.get(execution),
                RENEWAL_NOTE.find(execution).orElse(null));
    }
}
