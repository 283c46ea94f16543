package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.CHOSEN_CUSTOMER_ID;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_LOST;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.DELIVERY_DATE;
import static io.tradewind.deal.process.OpportunityVariables.LINES;
import static io.tradewind.deal.process.OpportunityVariables.LOST;
import static io.tradewind.deal.process.OpportunityVariables.PAYMENT_DAYS;
import static io.tradewind.deal.process.OpportunityVariables.QUOTATION_STEP;
import static io.tradewind.deal.process.OpportunityVariables.QUOTATION_VERSION;
import static io.tradewind.deal.process.OpportunityVariables.VALID_UNTIL;

import io.tradewind.deal.Quotation;
import io.tradewind.deal.QuotationDraft;
import io.tradewind.deal.Quotations;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The next version of the quotation is written, or the deal is given up. */
@Component("saveQuotationDelegate")
class SaveQuotationDelegate implements JavaDelegate {

    private final Quotations quotations;

    SaveQuotationDelegate(Quotations quotations) {
        this.quotations = quotations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (QUOTATION_STEP.find(execution).filter(LOST::equals).isPresent()) {
            throw new BpmnError(DEAL_LOST);
        }
        QuotationDraft draft = QuotationDraft.of(
                CHOSEN_CUSTOMER_ID.find(execution).orElse(null),
                LINES.find(execution).orElse(null),
                PAYMENT_DAYS.find(execution).orElse(null),
                DELIVERY_DATE.find(execution).orElse(null),
                VALID_UNTIL.find(execution).orElse(null));
        Quotation quotation = quotations.write(DEAL_NUMBER.get(execution), draft);
        QUOTATION_VERSION.set(execution, quotation.version());
    }
}
