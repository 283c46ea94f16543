package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.CUSTOMER_ID;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_WON;

import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The deal is closed at the accepted price. */
@Component("winDealDelegate")
class WinDealDelegate implements JavaDelegate {

    private final Deals deals;

    WinDealDelegate(Deals deals) {
        this.deals = deals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Deal won = deals.win(DEAL_NUMBER.get(execution));
        CUSTOMER_ID.set(execution, won.customerId());
        DEAL_WON.set(execution, true);
    }
}
