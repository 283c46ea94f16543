package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.REP_COMMENT;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REP_HERE;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEWER;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;

import io.tradewind.kpi.PerformanceReviews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordCommentDelegate")
class RecordCommentDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    RecordCommentDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = REVIEW_NUMBER.get(execution);
        REP_HERE.set(
                execution, reviews.comment(number, REP_COMMENT.find(execution).orElse("")));
        REVIEWER.set(execution, reviews.reviewer(number));
    }
}
