package io.tradewind.deal.process;

import static io.tradewind.deal.process.WinLossReviewVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.WinLossReviewVariables.LESSON;
import static io.tradewind.deal.process.WinLossReviewVariables.LESSON_DECISION;

import io.tradewind.deal.Knowledge;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The lesson is published or put aside; only a clear yes publishes. */
@Component("fileLessonDelegate")
class FileLessonDelegate implements JavaDelegate {

    private final Knowledge knowledge;

    FileLessonDelegate(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public void execute(DelegateExecution execution) {
        knowledge.decide(
                DEAL_NUMBER.get(execution),
                LESSON_DECISION.find(execution).filter("publish"::equals).isPresent(),
                LESSON.find(execution).orElse(null));
    }
}
