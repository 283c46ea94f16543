package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.CUSTOMER_ID;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.LEAD_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.NEEDS_KNOWN;
import static io.tradewind.deal.process.OpportunityVariables.REP;

import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The deal gets its number, or is found under the one it came with. */
@Component("openDealDelegate")
class OpenDealDelegate implements JavaDelegate {

    private final Deals deals;

    OpenDealDelegate(Deals deals) {
        this.deals = deals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Deal deal = DEAL_NUMBER
                .find(execution)
                .map(deals::get)
                .orElseGet(() -> deals.openFor(
                        LEAD_NUMBER.get(execution),
                        REP.get(execution),
                        CUSTOMER_ID.find(execution).orElse(null)));
        execution.setProcessBusinessKey(deal.number());
        DEAL_NUMBER.set(execution, deal.number());
        CUSTOMER_ID.set(execution, deal.customerId());
        NEEDS_KNOWN.set(execution, deal.needsKnown());
    }
}
