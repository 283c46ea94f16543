package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.NO_SCORE_REASON;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_ALL_THE_SAME;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;

import io.tradewind.kpi.PerformanceReviews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordDecisionWithoutScoreDelegate")
class RecordDecisionWithoutScoreDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    RecordDecisionWithoutScoreDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reviews.decideWithoutScore(
                REVIEW_NUMBER.get(execution),
                REVIEW_ALL_THE_SAME.find(execution).filter("yes"::equals).isPresent(),
                NO_SCORE_REASON.find(execution).orElse(""));
    }
}
