package io.tradewind.activity.process;

import static io.tradewind.activity.process.CustomerVisitVariables.FOLLOW_UP_NOTE;
import static io.tradewind.activity.process.CustomerVisitVariables.VISIT_NUMBER;

import io.tradewind.activity.Visits;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordFollowUpListener")
class RecordFollowUpListener implements TaskListener {

    private final Visits visits;

    RecordFollowUpListener(Visits visits) {
        this.visits = visits;
    }

    @Override
    public void notify(DelegateTask task) {
        visits.followUp(VISIT_NUMBER.get(task), FOLLOW_UP_NOTE.find(task).orElse(null));
    }
}
