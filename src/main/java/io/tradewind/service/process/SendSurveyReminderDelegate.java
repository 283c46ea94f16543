package io.tradewind.service.process;

import static io.tradewind.service.process.SatisfactionSurveyVariables.subject;

import io.tradewind.service.Surveys;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("sendSurveyReminderDelegate")
class SendSurveyReminderDelegate implements JavaDelegate {

    private final Surveys surveys;

    SendSurveyReminderDelegate(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public void execute(DelegateExecution execution) {
        surveys.remind(subject(execution));
    }
}
