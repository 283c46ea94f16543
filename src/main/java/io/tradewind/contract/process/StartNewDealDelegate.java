package io.tradewind.contract.process;

import static io.tradewind.contract.process.ContractRenewalVariables.CONTRACT_NUMBER;
import static io.tradewind.contract.process.ContractRenewalVariables.NEW_DEAL;
import static io.tradewind.contract.process.ContractRenewalVariables.RENEWAL_ON;

import io.tradewind.contract.Renewals;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("startNewDealDelegate")
class StartNewDealDelegate implements JavaDelegate {

    private final Renewals renewals;

    StartNewDealDelegate(Renewals renewals) {
        this.renewals = renewals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        NEW_DEAL.set(execution, renewals.startDeal(CONTRACT_NUMBER.get(execution), RENEWAL_ON.get(execution)));
    }
}
