package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;

import io.tradewind.kpi.PerformanceReviews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("tellRepDelegate")
class TellRepDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    TellRepDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reviews.tellRep(REVIEW_NUMBER.get(execution));
    }
}
