package io.tradewind.service.process;

import static io.tradewind.service.process.AfterSalesVariables.ORDER_NUMBER;

import io.tradewind.service.Surveys;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("tellRepOfBadAnswerDelegate")
class TellRepOfBadAnswerDelegate implements JavaDelegate {

    private final Surveys surveys;

    TellRepOfBadAnswerDelegate(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public void execute(DelegateExecution execution) {
        surveys.tellRepOfBadAnswer(ORDER_NUMBER.get(execution));
    }
}
