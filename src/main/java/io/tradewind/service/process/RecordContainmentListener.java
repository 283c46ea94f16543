package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.CONTAINMENT;
import static io.tradewind.service.process.ServiceCaseVariables.PROBLEM;

import io.tradewind.service.Complaints;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordContainmentListener")
class RecordContainmentListener implements TaskListener {

    private final Complaints complaints;
    private final CaseScreen screen;

    RecordContainmentListener(Complaints complaints, CaseScreen screen) {
        this.complaints = complaints;
        this.screen = screen;
    }

    @Override
    public void notify(DelegateTask task) {
        complaints.contain(
                CASE_NUMBER.get(task),
                PROBLEM.find(task).orElse(""),
                CONTAINMENT.find(task).orElse(""));
        screen.refresh(task);
    }
}
