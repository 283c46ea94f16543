package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.BUDGET;
import static io.tradewind.deal.process.OpportunityVariables.CUSTOMER_ID;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_LOST;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.DECISION_ON;
import static io.tradewind.deal.process.OpportunityVariables.LOST;
import static io.tradewind.deal.process.OpportunityVariables.NAMED_CUSTOMER;
import static io.tradewind.deal.process.OpportunityVariables.NEEDS;
import static io.tradewind.deal.process.OpportunityVariables.NEW_CUSTOMER;
import static io.tradewind.deal.process.OpportunityVariables.NEXT_STEP;
import static io.tradewind.deal.process.OpportunityVariables.NEXT_VISIT_ON;
import static io.tradewind.deal.process.OpportunityVariables.PRODUCT;
import static io.tradewind.deal.process.OpportunityVariables.QUANTITY;

import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import io.tradewind.deal.Needs;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** What the rep learned is written to the deal, or the deal is given up. */
@Component("saveNeedsDelegate")
class SaveNeedsDelegate implements JavaDelegate {

    private final Deals deals;

    SaveNeedsDelegate(Deals deals) {
        this.deals = deals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (NEXT_STEP.find(execution).filter(LOST::equals).isPresent()) {
            throw new BpmnError(DEAL_LOST);
        }
        Deal deal = deals.learn(
                DEAL_NUMBER.get(execution),
                new Needs(
                        NAMED_CUSTOMER.find(execution).orElse(null),
                        NEW_CUSTOMER.find(execution).orElse(false),
                        NEEDS.find(execution).orElse(""),
                        PRODUCT.find(execution).orElse(""),
                        QUANTITY.find(execution).map(Math::toIntExact).orElse(0),
                        BUDGET.find(execution).orElse(null),
                        DECISION_ON.find(execution).orElse(null),
                        NEXT_VISIT_ON.find(execution).orElse(null)));
        CUSTOMER_ID.set(execution, deal.customerId());
    }
}
