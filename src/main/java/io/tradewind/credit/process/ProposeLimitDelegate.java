package io.tradewind.credit.process;

import static io.tradewind.credit.process.CreditCheckVariables.CUSTOMER_ID;
import static io.tradewind.credit.process.CreditCheckVariables.RATING;
import static io.tradewind.credit.process.CreditCheckVariables.RATING_WHY;
import static io.tradewind.credit.process.CreditReviewVariables.CLASS_WHY;
import static io.tradewind.credit.process.CreditReviewVariables.CURRENT_CLASS;
import static io.tradewind.credit.process.CreditReviewVariables.CUSTOMER_CLASS;
import static io.tradewind.credit.process.CreditReviewVariables.LIMIT_CHANGE;
import static io.tradewind.credit.process.CreditReviewVariables.LIMIT_RAISED;
import static io.tradewind.credit.process.CreditReviewVariables.PROPOSAL_LINES;
import static io.tradewind.credit.process.CreditReviewVariables.REVENUE;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEWED_LIMIT;
import static io.tradewind.credit.process.CreditReviewVariables.REVIEWED_PAYMENT_DAYS;

import io.tradewind.credit.CreditAccounts;
import io.tradewind.credit.CreditReviews;
import io.tradewind.credit.SheetLines.Line;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("proposeLimitDelegate")
class ProposeLimitDelegate implements JavaDelegate {

    private final CreditReviews reviews;
    private final CreditAccounts accounts;

    ProposeLimitDelegate(CreditReviews reviews, CreditAccounts accounts) {
        this.reviews = reviews;
        this.accounts = accounts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        BigDecimal now = accounts.limit(CUSTOMER_ID.get(execution));
        BigDecimal proposed = reviews.proposedLimit(CUSTOMER_ID.get(execution), CUSTOMER_CLASS.get(execution));
        int change = proposed.compareTo(now);
        REVIEWED_LIMIT.set(execution, proposed);
        LIMIT_CHANGE.set(execution, change == 0 ? "same" : change > 0 ? "higher" : "lower");
        LIMIT_RAISED.set(execution, change > 0);
        PROPOSAL_LINES.set(execution, new Line[] {
            new Line("Invoiced in a year", Shown.money(REVENUE.get(execution))),
            new Line("Rating", RATING.get(execution) + ": " + RATING_WHY.get(execution)),
            new Line(
                    "Class",
                    CURRENT_CLASS.get(execution) + " now, " + CUSTOMER_CLASS.get(execution) + " proposed: "
                            + CLASS_WHY.get(execution)),
            new Line("Credit limit", Shown.money(now) + " now, " + Shown.money(proposed) + " proposed"),
            new Line("Days to pay", REVIEWED_PAYMENT_DAYS.get(execution) + " at most")
        });
    }
}
