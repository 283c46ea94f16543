package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.ANSWER_REASON;
import static io.tradewind.kpi.process.PerformanceReviewVariables.RESULT_AGREED;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;
import static io.tradewind.kpi.process.PerformanceReviewVariables.TALK_AGAIN;

import io.tradewind.kpi.PerformanceReviews;
import io.tradewind.kpi.PerformanceReviews.Answer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordAgreementDelegate")
class RecordAgreementDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    RecordAgreementDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Answer answer = reviews.answer(
                REVIEW_NUMBER.get(execution),
                RESULT_AGREED.find(execution).map("yes"::equals).orElse(null),
                ANSWER_REASON.find(execution).orElse(null));
        TALK_AGAIN.set(execution, answer == Answer.TALK_AGAIN);
        ReviewScreen.clear(execution, RESULT_AGREED);
    }
}
