package io.tradewind.activity.process;

import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_GOAL;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_NUMBER;

import io.tradewind.activity.Visits;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordPreparationListener")
class RecordPreparationListener implements TaskListener {

    private final Visits visits;

    RecordPreparationListener(Visits visits) {
        this.visits = visits;
    }

    @Override
    public void notify(DelegateTask task) {
        String goal = VISIT_GOAL.find(task).orElse(null);
        visits.prepare(VISIT_NUMBER.get(task), goal);
        VISIT_GOAL.set(task, goal);
    }
}
