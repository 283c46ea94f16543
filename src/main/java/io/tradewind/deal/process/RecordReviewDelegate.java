package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.DEAL_LOST;
import static io.tradewind.deal.process.OpportunityVariables.DEAL_NUMBER;
import static io.tradewind.deal.process.OpportunityVariables.KEEP_REASON;
import static io.tradewind.deal.process.OpportunityVariables.LOST;
import static io.tradewind.deal.process.OpportunityVariables.STANDING_DEAL;

import io.tradewind.deal.Standstills;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The deal is kept for a reason, or given up. */
@Component("recordReviewDelegate")
class RecordReviewDelegate implements JavaDelegate {

    private final Standstills standstills;

    RecordReviewDelegate(Standstills standstills) {
        this.standstills = standstills;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (STANDING_DEAL.find(execution).filter(LOST::equals).isPresent()) {
            standstills.giveUp(DEAL_NUMBER.get(execution));
            throw new BpmnError(DEAL_LOST);
        }
        standstills.keep(DEAL_NUMBER.get(execution), KEEP_REASON.find(execution).orElse(null));
    }
}
