package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.FOLLOW_UP_AT;
import static io.tradewind.kpi.process.PerformanceReviewVariables.FOLLOW_UP_ON;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_OUTCOME;

import io.tradewind.kpi.PerformanceReviews;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordResultDelegate")
class RecordResultDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    RecordResultDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String outcome = REVIEW_OUTCOME.get(execution);
        String words = ReviewScreen.outcomeWords(execution, outcome);
        LocalDate followUp = FOLLOW_UP_ON.find(execution).orElse(null);
        reviews.settle(REVIEW_NUMBER.get(execution), outcome, words, followUp);
        FOLLOW_UP_AT.set(execution, ReviewScreen.morning(followUp));
    }
}
