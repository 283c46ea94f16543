package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;

import io.tradewind.kpi.PerformanceReviews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("freezeScorecardDelegate")
class FreezeScorecardDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    FreezeScorecardDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reviews.freeze(REVIEW_NUMBER.get(execution));
    }
}
