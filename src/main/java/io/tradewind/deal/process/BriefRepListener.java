package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.CHANGES_WANTED;
import static io.tradewind.deal.process.OpportunityVariables.CUSTOMER_ANSWER;
import static io.tradewind.deal.process.OpportunityVariables.CUSTOMER_NAME;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.HISTORY;
import static io.tradewind.deal.process.OpportunityVariables.LESSONS;
import static io.tradewind.deal.process.OpportunityVariables.PRODUCT;
import static io.tradewind.deal.process.OpportunityVariables.QUOTATION_STEP;
import static io.tradewind.deal.process.OpportunityVariables.QUOTATION_SUMMARY;
import static io.tradewind.deal.process.OpportunityVariables.REMARKS;

import io.tradewind.deal.Briefing;
import io.tradewind.deal.Briefings;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** What the rep should have in mind is put beside the task, and the answers of an earlier round are taken away. */
@Component("briefRepListener")
class BriefRepListener implements ExecutionListener {

    private final Briefings briefings;

    BriefRepListener(Briefings briefings) {
        this.briefings = briefings;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Briefing briefing = briefings.of(DEAL_NUMBER.get(execution));
        CUSTOMER_NAME.set(execution, briefing.customerName());
        PRODUCT.set(execution, briefing.product());
        QUOTATION_SUMMARY.set(execution, briefing.quotation());
        REMARKS.set(execution, briefing.remarks());
        HISTORY.set(execution, briefing.history());
        LESSONS.set(execution, briefing.lessons());
        execution.removeVariables(List.of(QUOTATION_STEP.name(), CUSTOMER_ANSWER.name(), CHANGES_WANTED.name()));
    }
}
