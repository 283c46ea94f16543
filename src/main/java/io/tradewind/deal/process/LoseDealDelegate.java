package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.CLOSE_NOTE;
import static io.tradewind.deal.process.OpportunityVariables.COMPETITOR;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_WON;
import static io.tradewind.deal.process.OpportunityVariables.LOST_REASON;

import io.tradewind.deal.Deals;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The deal is closed with its reason. */
@Component("loseDealDelegate")
class LoseDealDelegate implements JavaDelegate {

    private final Deals deals;

    LoseDealDelegate(Deals deals) {
        this.deals = deals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        deals.lose(
                DEAL_NUMBER.get(execution),
                LOST_REASON.find(execution).orElse(""),
                COMPETITOR.find(execution).orElse(null),
                CLOSE_NOTE.find(execution).orElse(null));
        DEAL_WON.set(execution, false);
    }
}
