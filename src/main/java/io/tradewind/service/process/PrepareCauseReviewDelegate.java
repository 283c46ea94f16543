package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CUSTOMER_ID;
import static io.tradewind.service.process.ServiceCaseVariables.REVIEWED_CASES;
import static io.tradewind.service.process.ServiceCaseVariables.REVIEW_NUMBER;

import io.tradewind.service.CauseReviews;
import io.tradewind.service.CauseReviews.CauseReview;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("prepareCauseReviewDelegate")
class PrepareCauseReviewDelegate implements JavaDelegate {

    private final CauseReviews reviews;
    private final ReviewScreen screen;

    PrepareCauseReviewDelegate(CauseReviews reviews, ReviewScreen screen) {
        this.reviews = reviews;
        this.screen = screen;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CauseReview review = reviews.get(REVIEW_NUMBER.get(execution));
        execution.setProcessBusinessKey(review.number());
        CUSTOMER_ID.set(execution, review.customerId());
        REVIEWED_CASES.set(execution, screen.of(review));
    }
}
