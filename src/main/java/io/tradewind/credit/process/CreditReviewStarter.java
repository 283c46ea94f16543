package io.tradewind.credit.process;

import io.tradewind.credit.CreditReviewProcess;
import io.tradewind.engine.Processes;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class CreditReviewStarter implements CreditReviewProcess {

    private final Processes processes;

    CreditReviewStarter(Processes processes) {
        this.processes = processes;
    }

    @Override
    public void start(String reviewNumber, long customerId) {
        processes.start(
                "credit-review",
                reviewNumber,
                Map.ofEntries(
                        CreditReviewVariables.REVIEW_NUMBER.of(reviewNumber),
                        CreditCheckVariables.CUSTOMER_ID.of(customerId)));
    }
}
