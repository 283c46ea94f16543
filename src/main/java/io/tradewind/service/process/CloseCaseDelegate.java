package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;

import io.tradewind.service.CaseLessons;
import io.tradewind.service.ServiceCases;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("closeCaseDelegate")
class CloseCaseDelegate implements JavaDelegate {

    private final ServiceCases cases;
    private final CaseLessons lessons;

    CloseCaseDelegate(ServiceCases cases, CaseLessons lessons) {
        this.cases = cases;
        this.lessons = lessons;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = CASE_NUMBER.get(execution);
        cases.close(number);
        lessons.keep(number);
    }
}
