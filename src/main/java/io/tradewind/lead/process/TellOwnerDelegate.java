package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.ASSIGNMENT_REASON;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;

import io.tradewind.lead.Qualification;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("tellOwnerDelegate")
class TellOwnerDelegate implements JavaDelegate {

    private final Qualification qualification;

    TellOwnerDelegate(Qualification qualification) {
        this.qualification = qualification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        qualification.tellOwner(LEAD_NUMBER.get(execution), ASSIGNMENT_REASON.get(execution));
    }
}
