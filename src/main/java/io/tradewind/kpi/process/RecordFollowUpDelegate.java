package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.FOLLOW_UP_RESULT;
import static io.tradewind.kpi.process.PerformanceReviewVariables.FOLLOW_UP_WORDS;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;

import io.tradewind.kpi.PerformanceReviews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordFollowUpDelegate")
class RecordFollowUpDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    RecordFollowUpDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reviews.followUp(
                REVIEW_NUMBER.get(execution),
                FOLLOW_UP_RESULT.find(execution).orElse(""),
                FOLLOW_UP_WORDS.find(execution).orElse(""));
    }
}
