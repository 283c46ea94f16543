package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.PLAN_NUMBER;

import io.tradewind.planning.TargetPlans;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("publishTargetsDelegate")
class PublishTargetsDelegate implements JavaDelegate {

    private final TargetPlans plans;

    PublishTargetsDelegate(TargetPlans plans) {
        this.plans = plans;
    }

    @Override
    public void execute(DelegateExecution execution) {
        plans.publish(PLAN_NUMBER.get(execution));
    }
}
