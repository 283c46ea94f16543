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
    private final SatisfactionSurveyProcess surveys;

    CloseCaseDelegate(ServiceCases cases, CaseLessons lessons, SatisfactionSurveyProcess surveys) {
        this.cases = cases;
        this.lessons = lessons;
        this.surveys = surveys;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = CASE_NUMBER.get(execution);
        cases.close(number);
        lessons.keep(number);
        surveys.askAboutCase(cases.get(number));
    }
}
