package io.tradewind.deal.process;

import static io.tradewind.deal.process.WinLossReviewVariables.COMPETITOR;
import static io.tradewind.deal.process.WinLossReviewVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.WinLossReviewVariables.DEAL_SUMMARY;
import static io.tradewind.deal.process.WinLossReviewVariables.MANAGER;

import io.tradewind.deal.Review;
import io.tradewind.deal.Reviews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** How the deal ended, and who confirms what it teaches. */
@Component("prepareReviewDelegate")
class PrepareReviewDelegate implements JavaDelegate {

    private final Reviews reviews;

    PrepareReviewDelegate(Reviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Review review = reviews.of(DEAL_NUMBER.get(execution));
        execution.setProcessBusinessKey(review.dealNumber());
        DEAL_SUMMARY.set(execution, review.summary());
        COMPETITOR.set(execution, review.competitor());
        MANAGER.set(execution, review.manager());
    }
}
