package io.tradewind.activity.process;

import static io.tradewind.activity.process.CustomerVisitVariables.CUSTOMER;
import static io.tradewind.activity.process.CustomerVisitVariables.CUSTOMER_ID;
import static io.tradewind.activity.process.CustomerVisitVariables.CUSTOMER_NAME;
import static io.tradewind.activity.process.CustomerVisitVariables.PLANNED_ON;
import static io.tradewind.activity.process.CustomerVisitVariables.REP;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_AHEAD;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_DAY_AT;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_LATE_AT;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_NUMBER;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_PLAN;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_PURPOSE;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_REPORT_AT;

import io.tradewind.activity.Visit;
import io.tradewind.activity.Visits;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Whoever plans a visit goes there. */
@Component("planVisitDelegate")
class PlanVisitDelegate implements JavaDelegate {

    private final Visits visits;
    private final Customers customers;
    private final VisitDays days;
    private final Acting acting;

    PlanVisitDelegate(Visits visits, Customers customers, VisitDays days, Acting acting) {
        this.visits = visits;
        this.customers = customers;
        this.days = days;
        this.acting = acting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String rep = acting.user().orElseThrow(() -> new Refused("customer", "Log in to plan a visit."));
        Visit visit = visits.plan(
                CUSTOMER.find(execution).orElse(null),
                rep,
                VISIT_PURPOSE.find(execution).orElse(null),
                PLANNED_ON.find(execution).orElse(null));
        execution.removeVariables();
        execution.setProcessBusinessKey(visit.number());
        VISIT_NUMBER.set(execution, visit.number());
        REP.set(execution, rep);
        CUSTOMER_ID.set(execution, visit.customerId());
        CUSTOMER_NAME.set(execution, customers.get(visit.customerId()).name());
        VISIT_PLAN.set(execution, "On " + visit.plannedOn() + ": " + Shown.plain(visit.purpose()));
        VISIT_AHEAD.set(execution, visit.planned());
        VISIT_DAY_AT.set(execution, days.morning(visit.plannedOn()));
        VISIT_REPORT_AT.set(execution, days.end(visit.plannedOn(), 1));
        VISIT_LATE_AT.set(execution, days.end(visit.plannedOn(), 2));
    }
}
