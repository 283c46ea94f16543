package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.APPROVAL_ID;
import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_ID;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEWED_LIMIT;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEW_NUMBER;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEW_REASON;

import io.tradewind.credit.CreditReviews;
import io.tradewind.engine.Acting;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Runs in the transaction of the person who judged: that person is the requester. */
@Component("requestLimitDelegate")
class RequestLimitDelegate implements JavaDelegate {

    private final CreditReviews reviews;
    private final Acting acting;

    RequestLimitDelegate(CreditReviews reviews, Acting acting) {
        this.reviews = reviews;
        this.acting = acting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        APPROVAL_ID.set(
                execution,
                reviews.requestLimit(
                        REVIEW_NUMBER.get(execution),
                        CUSTOMER_ID.get(execution),
                        REVIEWED_LIMIT.get(execution),
                        REVIEW_REASON.find(execution).orElse(null),
                        acting.user().orElseThrow()));
    }
}
