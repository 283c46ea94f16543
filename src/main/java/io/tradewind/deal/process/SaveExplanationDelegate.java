package io.tradewind.deal.process;

import static io.tradewind.deal.process.WinLossReviewVariables.COMPETITOR;
import static io.tradewind.deal.process.WinLossReviewVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.WinLossReviewVariables.LESSON;
import static io.tradewind.deal.process.WinLossReviewVariables.WHY;

import io.tradewind.deal.Knowledge;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The explanation becomes a proposed knowledge entry. */
@Component("saveExplanationDelegate")
class SaveExplanationDelegate implements JavaDelegate {

    private final Knowledge knowledge;

    SaveExplanationDelegate(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public void execute(DelegateExecution execution) {
        knowledge.propose(
                DEAL_NUMBER.get(execution),
                WHY.find(execution).orElse(""),
                COMPETITOR.find(execution).orElse(null),
                LESSON.find(execution).orElse(""));
    }
}
