package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.PLAN_DECISION;
import static io.tradewind.planning.process.SalesPlanningVariables.PLAN_NUMBER;

import io.tradewind.planning.TargetPlans;
import io.tradewind.planning.TargetRounds;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** With the task, so that the director sees at once what does not add up. */
@Component("recordPlanDecisionListener")
class RecordPlanDecisionListener implements TaskListener {

    private final TargetPlans plans;
    private final TargetRounds rounds;

    RecordPlanDecisionListener(TargetPlans plans, TargetRounds rounds) {
        this.plans = plans;
        this.rounds = rounds;
    }

    @Override
    public void notify(DelegateTask task) {
        String number = PLAN_NUMBER.get(task);
        switch (PLAN_DECISION.find(task).orElse("")) {
            case "send" -> rounds.putToTeams(number);
            case "publish" -> plans.mustAddUp(number);
            default -> plans.withdraw(number);
        }
    }
}
