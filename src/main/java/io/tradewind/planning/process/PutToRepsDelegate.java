package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.PLAN_NUMBER;

import io.tradewind.planning.TargetRounds;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("putToRepsDelegate")
class PutToRepsDelegate implements JavaDelegate {

    private final TargetRounds rounds;

    PutToRepsDelegate(TargetRounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public void execute(DelegateExecution execution) {
        rounds.putToReps(PLAN_NUMBER.get(execution));
    }
}
