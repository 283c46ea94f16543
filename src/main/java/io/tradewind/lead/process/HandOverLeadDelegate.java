package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.ASSIGNMENT_REASON;
import static io.tradewind.lead.process.LeadQualificationVariables.CHOSEN_REP;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;
import static io.tradewind.lead.process.LeadQualificationVariables.REP;

import io.tradewind.lead.Assignment;
import io.tradewind.lead.LeadAssignments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("handOverLeadDelegate")
class HandOverLeadDelegate implements JavaDelegate {

    private final LeadAssignments assignments;

    HandOverLeadDelegate(LeadAssignments assignments) {
        this.assignments = assignments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Assignment assignment = assignments.assignTo(
                LEAD_NUMBER.get(execution), CHOSEN_REP.find(execution).orElse(null));
        REP.set(execution, assignment.rep());
        ASSIGNMENT_REASON.set(execution, assignment.reason());
    }
}
