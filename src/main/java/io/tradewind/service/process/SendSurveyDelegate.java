package io.tradewind.service.process;

import static io.tradewind.service.process.AfterSalesVariables.CONTACT_EMAIL;
import static io.tradewind.service.process.AfterSalesVariables.CONTACT_NAME;
import static io.tradewind.service.process.AfterSalesVariables.CUSTOMER_ID;
import static io.tradewind.service.process.AfterSalesVariables.ORDER_NUMBER;
import static io.tradewind.service.process.AfterSalesVariables.REP;

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
        surveys.send(new SurveyRequest(
                ORDER_NUMBER.get(execution),
                CUSTOMER_ID.get(execution),
                REP.get(execution),
                CONTACT_NAME.find(execution).orElse(null),
                CONTACT_EMAIL.get(execution)));
    }
}
