package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.STANDING_WHY;
import static io.tradewind.deal.process.OpportunityVariables.STANDS_STILL;

import io.tradewind.deal.Standstills;
import java.util.Optional;
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
        Optional<String> why = standstills.ask(DEAL_NUMBER.get(execution));
        STANDS_STILL.setLocal(execution, why.isPresent());
        STANDING_WHY.setLocal(execution, why.orElse(""));
    }
}
