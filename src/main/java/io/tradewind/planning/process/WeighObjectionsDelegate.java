package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.*;

import io.tradewind.planning.TargetRounds;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("weighObjectionsDelegate")
class WeighObjectionsDelegate implements JavaDelegate {

    private final TargetRounds rounds;
    private final PlanScreen screen;

    WeighObjectionsDelegate(TargetRounds rounds, PlanScreen screen) {
        this.rounds = rounds;
        this.screen = screen;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = PLAN_NUMBER.get(execution);
        TargetRounds.Outcome outcome = rounds.weigh(number);
        OBJECTIONS.set(execution, (long) outcome.objections());
        ROUND_LEFT.set(execution, outcome.roundLeft());
        if (outcome.objections() > 0 && outcome.roundLeft()) {
            rounds.again(number);
        }
        OBJECTIONS_SHOWN.set(execution, screen.objections(number));
        screen.refresh(execution);
    }
}
