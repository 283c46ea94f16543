package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;
import static io.tradewind.lead.process.LeadQualificationVariables.REP_CHOICES;

import io.tradewind.lead.Choice;
import io.tradewind.lead.LeadAssignments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

@Component("offerRepsListener")
class OfferRepsListener implements ExecutionListener {

    private final LeadAssignments assignments;

    OfferRepsListener(LeadAssignments assignments) {
        this.assignments = assignments;
    }

    @Override
    public void notify(DelegateExecution execution) {
        REP_CHOICES.set(
                execution, assignments.choices(LEAD_NUMBER.get(execution)).toArray(Choice[]::new));
    }
}
