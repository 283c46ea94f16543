package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.LESSON;
import static io.tradewind.service.process.ServiceCaseVariables.MEASURE;
import static io.tradewind.service.process.ServiceCaseVariables.MEASURE_DUE_ON;
import static io.tradewind.service.process.ServiceCaseVariables.MEASURE_OWNER;

import io.tradewind.engine.Refused;
import io.tradewind.service.Complaints;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

@Component("recordPreventionListener")
class RecordPreventionListener implements TaskListener {

    private final Complaints complaints;

    RecordPreventionListener(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    public void notify(DelegateTask task) {
        complaints.prevent(
                CASE_NUMBER.get(task),
                MEASURE.find(task).orElse(""),
                MEASURE_OWNER.find(task).orElse(""),
                MEASURE_DUE_ON
                        .find(task)
                        .orElseThrow(() -> new Refused("measureDueOn", "Say until when it will be done.")),
                LESSON.find(task).orElse(null));
    }
}
