package io.tradewind.service.process;

import static io.tradewind.service.process.SatisfactionSurveyVariables.CONTACT_EMAIL;
import static io.tradewind.service.process.SatisfactionSurveyVariables.CONTACT_NAME;
import static io.tradewind.service.process.SatisfactionSurveyVariables.CUSTOMER_ID;
import static io.tradewind.service.process.SatisfactionSurveyVariables.REP;
import static io.tradewind.service.process.SatisfactionSurveyVariables.SURVEY_ABOUT;
import static io.tradewind.service.process.SatisfactionSurveyVariables.SURVEY_SENT;
import static io.tradewind.service.process.SatisfactionSurveyVariables.subject;

import io.tradewind.service.SurveyRequest;
import io.tradewind.service.Surveys;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("sendSurveyDelegate")
class SendSurveyDelegate implements JavaDelegate {

    private final Surveys surveys;

    SendSurveyDelegate(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SURVEY_SENT.set(
                execution,
                surveys.send(new SurveyRequest(
                                SurveyRequest.About.of(
                                        SURVEY_ABOUT.find(execution).orElse("order")),
                                subject(execution),
                                CUSTOMER_ID.get(execution),
                                REP.get(execution),
                                CONTACT_NAME.find(execution).orElse(null),
                                CONTACT_EMAIL.get(execution)))
                        .isPresent());
    }
}
