package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEWER;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;

import io.tradewind.kpi.PerformanceReviews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("findReviewerDelegate")
class FindReviewerDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    FindReviewerDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        REVIEWER.set(execution, reviews.reviewer(REVIEW_NUMBER.get(execution)));
    }
}
