package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.DEAL_LOST;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.KEEP_REASON;
import static io.tradewind.deal.process.OpportunityVariables.LOST;
import static io.tradewind.deal.process.OpportunityVariables.NEW_DECISION_ON;
import static io.tradewind.deal.process.OpportunityVariables.POSTPONE;
import static io.tradewind.deal.process.OpportunityVariables.STANDING_DEAL;

import io.tradewind.deal.Standstills;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The deal is kept for a reason, or for another day, or given up. */
@Component("recordReviewDelegate")
class RecordReviewDelegate implements JavaDelegate {

    private final Standstills standstills;

    RecordReviewDelegate(Standstills standstills) {
        this.standstills = standstills;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String deal = DEAL_NUMBER.get(execution);
        String answer = STANDING_DEAL.find(execution).orElse("");
        String reason = KEEP_REASON.find(execution).orElse(null);
        if (answer.equals(LOST)) {
            standstills.giveUp(deal);
            throw new BpmnError(DEAL_LOST);
        }
        if (answer.equals(POSTPONE)) {
            standstills.postpone(deal, NEW_DECISION_ON.find(execution).orElse(null), reason);
        } else {
            standstills.keep(deal, reason);
        }
    }
}
