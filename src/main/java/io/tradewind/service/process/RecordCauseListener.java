package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.CAUSE_CATEGORY;
import static io.tradewind.service.process.ServiceCaseVariables.why;

import io.tradewind.service.Complaints;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordCauseListener")
class RecordCauseListener implements TaskListener {

    private final Complaints complaints;
    private final CaseScreen screen;

    RecordCauseListener(Complaints complaints, CaseScreen screen) {
        this.complaints = complaints;
        this.screen = screen;
    }

    @Override
    public void notify(DelegateTask task) {
        List<String> whys = new ArrayList<>();
        for (int question = 1; question <= 5; question++) {
            whys.add(why(question).find(task).orElse(""));
        }
        complaints.findCause(CASE_NUMBER.get(task), CAUSE_CATEGORY.find(task).orElse(""), whys);
        screen.refresh(task);
    }
}
