package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.GOODWILL_AMOUNT;
import static io.tradewind.service.process.ServiceCaseVariables.GOODWILL_KIND;
import static io.tradewind.service.process.ServiceCaseVariables.REMEDY;
import static io.tradewind.service.process.ServiceCaseVariables.REMEDY_BY;
import static io.tradewind.service.process.ServiceCaseVariables.REMEDY_ROUND;

import io.tradewind.engine.Acting;
import io.tradewind.service.Complaints;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordRemedyListener")
class RecordRemedyListener implements TaskListener {

    private final Complaints complaints;
    private final CaseScreen screen;
    private final Acting acting;

    RecordRemedyListener(Complaints complaints, CaseScreen screen, Acting acting) {
        this.complaints = complaints;
        this.screen = screen;
        this.acting = acting;
    }

    @Override
    public void notify(DelegateTask task) {
        int round = complaints.provideRemedy(
                CASE_NUMBER.get(task),
                REMEDY.find(task).orElse(""),
                GOODWILL_KIND.find(task).orElse(null),
                GOODWILL_AMOUNT.find(task).orElse(null));
        REMEDY_ROUND.set(task, (long) round);
        REMEDY_BY.set(task, acting.user().orElse(task.getAssignee()));
        screen.refresh(task);
    }
}
