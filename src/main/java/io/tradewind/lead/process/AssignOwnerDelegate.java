package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.ASSIGNMENT_REASON;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;
import static io.tradewind.lead.process.LeadQualificationVariables.REP;
import static io.tradewind.lead.process.LeadQualificationVariables.show;

import io.tradewind.lead.Assignment;
import io.tradewind.lead.LeadAssignments;
import io.tradewind.lead.Qualification;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("assignOwnerDelegate")
class AssignOwnerDelegate implements JavaDelegate {

    private final LeadAssignments assignments;
    private final Qualification qualification;

    AssignOwnerDelegate(LeadAssignments assignments, Qualification qualification) {
        this.assignments = assignments;
        this.qualification = qualification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = LEAD_NUMBER.get(execution);
        Optional<Assignment> assignment = assignments.assign(number);
        REP.set(execution, assignment.map(Assignment::rep).orElse(null));
        ASSIGNMENT_REASON.set(execution, assignment.map(Assignment::reason).orElse(null));
        show(execution, qualification.sheet(number));
    }
}
