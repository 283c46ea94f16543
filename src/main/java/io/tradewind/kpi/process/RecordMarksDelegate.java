package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.LOWEST_MARK;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;

import io.tradewind.kpi.PerformanceReview.Mark;
import io.tradewind.kpi.PerformanceReviews;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordMarksDelegate")
class RecordMarksDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    RecordMarksDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        List<Mark> marks = MarkAnswers.of(execution);
        reviews.mark(REVIEW_NUMBER.get(execution), marks);
        LOWEST_MARK.set(execution, MarkAnswers.lowest(marks));
    }
}
