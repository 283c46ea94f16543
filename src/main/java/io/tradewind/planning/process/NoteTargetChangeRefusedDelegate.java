package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.*;

import io.tradewind.planning.TargetPlan;
import io.tradewind.planning.TargetPlans;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("noteTargetChangeRefusedDelegate")
class NoteTargetChangeRefusedDelegate implements JavaDelegate {

    private final TargetPlans plans;

    NoteTargetChangeRefusedDelegate(TargetPlans plans) {
        this.plans = plans;
    }

    /** Sent back, it is a draft again; rejected, it is given up. */
    @Override
    public void execute(DelegateExecution execution) {
        String number = PLAN_NUMBER.get(execution);
        if (APPROVAL_OUTCOME.find(execution).orElse("").equals("sent-back")) {
            plans.hand(number, TargetPlan.State.DRAFT);
        } else {
            plans.refuse(number);
        }
    }
}
