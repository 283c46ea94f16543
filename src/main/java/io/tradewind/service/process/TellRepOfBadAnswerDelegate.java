package io.tradewind.service.process;

import static io.tradewind.service.process.SatisfactionSurveyVariables.subject;

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
        surveys.tellRepOfBadAnswer(subject(execution));
    }
}
