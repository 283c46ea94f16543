package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.REVIEW_NUMBER;

import io.tradewind.service.CauseReviews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("checkSameCauseDelegate")
class CheckSameCauseDelegate implements JavaDelegate {

    private final CauseReviews reviews;
    private final ServiceCaseProcess process;
    private final ReviewScreen screen;

    CheckSameCauseDelegate(CauseReviews reviews, ServiceCaseProcess process, ReviewScreen screen) {
        this.reviews = reviews;
        this.process = process;
        this.screen = screen;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reviews.check(CASE_NUMBER.get(execution)).ifPresent(review -> {
            REVIEW_NUMBER.set(execution, review);
            process.review(review);
        });
        reviews.ofCase(CASE_NUMBER.get(execution)).stream()
                .filter(review -> review.closedAt() == null)
                .forEach(review -> screen.refresh(review.number()));
    }
}
