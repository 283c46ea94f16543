package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_ID;
import static io.tradewind.credit.process.CreditCheckVariables.RATING;
import static io.tradewind.credit.process.CreditReviewVariables.CUSTOMER_CLASS;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEWED_LIMIT;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEWED_PAYMENT_DAYS;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEW_MONTHS;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEW_NUMBER;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEW_REASON;
import static io.tradewind.credit.process.CreditReviewVariables.ROUTE_WHY;

import io.tradewind.credit.CreditReviews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("writeCardDelegate")
class WriteCardDelegate implements JavaDelegate {

    private final CreditReviews reviews;

    WriteCardDelegate(CreditReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reviews.close(
                REVIEW_NUMBER.get(execution),
                CUSTOMER_ID.get(execution),
                new CreditReviews.Result(
                        RATING.get(execution),
                        CUSTOMER_CLASS.get(execution),
                        REVIEWED_LIMIT.get(execution),
                        REVIEWED_PAYMENT_DAYS.get(execution).intValue(),
                        REVIEW_MONTHS.get(execution).intValue(),
                        REVIEW_REASON.find(execution).orElseGet(() -> ROUTE_WHY.get(execution))));
    }
}
