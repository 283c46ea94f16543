package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.FOLLOW_UP_ON;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;
import static io.tradewind.kpi.process.PerformanceReviewVariables.TALK_NOTES;
import static io.tradewind.kpi.process.PerformanceReviewVariables.TALK_ON;

import io.tradewind.kpi.PerformanceReviews;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordTalkDelegate")
class RecordTalkDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    RecordTalkDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        LocalDate on = TALK_ON.find(execution).orElse(null);
        String notes = TALK_NOTES.find(execution).orElse("");
        reviews.talk(REVIEW_NUMBER.get(execution), on, notes);
        ReviewScreen.clear(execution, TALK_ON, FOLLOW_UP_ON);
    }
}
