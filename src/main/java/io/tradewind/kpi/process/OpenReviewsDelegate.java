package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEWS_AFTER;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEWS_OPENED;

import io.tradewind.kpi.PerformanceReviews;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("openReviewsDelegate")
class OpenReviewsDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    OpenReviewsDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Optional<String> last = reviews.openNext(REVIEWS_AFTER.find(execution).orElse(""));
        REVIEWS_OPENED.set(execution, last.isEmpty());
        last.ifPresent(userId -> REVIEWS_AFTER.set(execution, userId));
    }
}
