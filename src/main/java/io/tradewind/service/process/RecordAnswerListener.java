package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.ANSWER;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_KIND;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;

import io.tradewind.service.CaseKind;
import io.tradewind.service.ServiceCases;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The first answer stops the time to respond. */
@Component("recordAnswerListener")
class RecordAnswerListener implements TaskListener {

    private final ServiceCases cases;
    private final ServiceCaseProcess process;
    private final CaseScreen screen;

    RecordAnswerListener(ServiceCases cases, ServiceCaseProcess process, CaseScreen screen) {
        this.cases = cases;
        this.process = process;
        this.screen = screen;
    }

    @Override
    public void notify(DelegateTask task) {
        String number = CASE_NUMBER.get(task);
        cases.answer(
                number,
                CaseKind.of(CASE_KIND.find(task).orElse(null)),
                ANSWER.find(task).orElse(""));
        process.clockChanged(number);
        screen.refresh(task);
    }
}
