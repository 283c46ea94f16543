package io.tradewind.collection.process;

import static io.tradewind.collection.process.CollectionVariables.NEXT_DUNNING_AT;
import static io.tradewind.collection.process.CollectionVariables.ORDER_NUMBER;

import io.tradewind.collection.Dunning;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("planNextDunningDelegate")
class PlanNextDunningDelegate implements JavaDelegate {

    private final Dunning dunning;

    PlanNextDunningDelegate(Dunning dunning) {
        this.dunning = dunning;
    }

    @Override
    public void execute(DelegateExecution execution) {
        NEXT_DUNNING_AT.set(
                execution, dunning.nextLook(ORDER_NUMBER.get(execution)).toString());
    }
}
