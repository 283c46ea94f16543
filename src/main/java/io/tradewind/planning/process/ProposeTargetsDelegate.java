package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.*;

import io.tradewind.engine.Acting;
import io.tradewind.planning.Measure;
import io.tradewind.planning.NewPlan;
import io.tradewind.planning.TargetPlans;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("proposeTargetsDelegate")
class ProposeTargetsDelegate implements JavaDelegate {

    private static final long USUAL_ROUNDS = 2;

    private final TargetPlans plans;
    private final PlanScreen screen;
    private final Acting acting;

    ProposeTargetsDelegate(TargetPlans plans, PlanScreen screen, Acting acting) {
        this.plans = plans;
        this.screen = screen;
        this.acting = acting;
    }

    /** The numbers are in the plan's tables, not in the process. */
    @Override
    public void execute(DelegateExecution execution) {
        NewPlan wanted = wanted(execution);
        execution.removeVariables();
        String number = plans.propose(wanted);
        PLAN_NUMBER.set(execution, number);
        execution.setProcessBusinessKey(number);
        DIRECTOR.set(execution, acting.user().orElse("director"));
        OBJECTIONS_SHOWN.set(execution, screen.objections(number));
        screen.refresh(execution);
    }

    private static NewPlan wanted(DelegateExecution execution) {
        Map<Measure, BigDecimal> totals = new EnumMap<>(Measure.class);
        REVENUE_TOTAL.find(execution).ifPresent(total -> totals.put(Measure.REVENUE, total));
        CASH_TOTAL.find(execution).ifPresent(total -> totals.put(Measure.CASH, total));
        MARGIN_TOTAL.find(execution).ifPresent(total -> totals.put(Measure.MARGIN, total));
        NEW_CUSTOMERS_TOTAL
                .find(execution)
                .ifPresent(total -> totals.put(Measure.NEW_CUSTOMERS, BigDecimal.valueOf(total)));
        return new NewPlan(
                YEAR.get(execution).intValue(),
                totals,
                GROWTH.find(execution).map(percent -> percent.movePointLeft(2)).orElse(null),
                MOST_ROUNDS.find(execution).orElse(USUAL_ROUNDS).intValue());
    }
}
