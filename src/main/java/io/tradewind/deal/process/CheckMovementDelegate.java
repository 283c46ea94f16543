package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.STANDS_STILL;

import io.tradewind.deal.Standstills;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Whether the rep has to be asked about the deal. */
@Component("checkMovementDelegate")
class CheckMovementDelegate implements JavaDelegate {

    private final Standstills standstills;

    CheckMovementDelegate(Standstills standstills) {
        this.standstills = standstills;
    }

    @Override
    public void execute(DelegateExecution execution) {
        STANDS_STILL.setLocal(execution, standstills.ask(DEAL_NUMBER.get(execution)));
    }
}
