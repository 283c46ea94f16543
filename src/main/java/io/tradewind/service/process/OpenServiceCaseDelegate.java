package io.tradewind.service.process;

import static io.tradewind.service.process.SatisfactionSurveyVariables.subject;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;

import io.tradewind.service.Surveys;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("openServiceCaseDelegate")
class OpenServiceCaseDelegate implements JavaDelegate {

    private final Surveys surveys;
    private final ServiceCaseProcess cases;

    OpenServiceCaseDelegate(Surveys surveys, ServiceCaseProcess cases) {
        this.surveys = surveys;
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CASE_NUMBER.set(
                execution,
                cases.report(surveys.about(subject(execution)).orElseThrow()).number());
    }
}
