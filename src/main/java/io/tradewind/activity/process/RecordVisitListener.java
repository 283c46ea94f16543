package io.tradewind.activity.process;

import static io.tradewind.activity.process.CustomerVisitVariables.FOLLOW_UP_AGREED;
import static io.tradewind.activity.process.CustomerVisitVariables.FOLLOW_UP_AT;
import static io.tradewind.activity.process.CustomerVisitVariables.FOLLOW_UP_LATE_AT;
import static io.tradewind.activity.process.CustomerVisitVariables.FOLLOW_UP_REMIND_AT;
import static io.tradewind.activity.process.CustomerVisitVariables.TRAVEL_COST;
import static io.tradewind.activity.process.CustomerVisitVariables.VISITED_ON;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_FOLLOW_UP;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_FOLLOW_UP_ON;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_FROM;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_HAPPENED;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_MET;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_NUMBER;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_PLACE;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_REPORT;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_UNTIL;

import io.tradewind.activity.Visit;
import io.tradewind.activity.VisitReport;
import io.tradewind.activity.Visits;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordVisitListener")
class RecordVisitListener implements TaskListener {

    private final Visits visits;
    private final VisitDays days;

    RecordVisitListener(Visits visits, VisitDays days) {
        this.visits = visits;
        this.days = days;
    }

    @Override
    public void notify(DelegateTask task) {
        String number = VISIT_NUMBER.get(task);
        visits.report(
                number,
                new VisitReport(
                        VISIT_HAPPENED.find(task).filter("yes"::equals).isPresent(),
                        VISITED_ON.find(task).orElse(null),
                        VISIT_FROM.find(task).orElse(null),
                        VISIT_UNTIL.find(task).orElse(null),
                        VISIT_PLACE.find(task).orElse(null),
                        VISIT_MET.find(task).orElse(null),
                        VISIT_REPORT.find(task).orElse(null),
                        TRAVEL_COST.find(task).orElse(null),
                        VISIT_FOLLOW_UP.find(task).orElse(null),
                        VISIT_FOLLOW_UP_ON.find(task).orElse(null)));
        Visit reported = visits.get(number);
        LocalDate on = reported.followUpOn();
        FOLLOW_UP_AGREED.set(task, on != null);
        if (on != null) {
            // the form's own words; from here on a form shows them
            VISIT_FOLLOW_UP.set(task, reported.followUp());
            FOLLOW_UP_REMIND_AT.set(task, days.morning(on));
            FOLLOW_UP_AT.set(task, days.end(on, 0));
            FOLLOW_UP_LATE_AT.set(task, days.end(on, 1));
        }
    }
}
