package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.DISQUALIFY_REASON;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_OUTCOME;
import static io.tradewind.lead.process.LeadQualificationVariables.QUALIFICATION_NOTE;

import io.tradewind.lead.Qualification;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("closeLeadDelegate")
class CloseLeadDelegate implements JavaDelegate {

    private final Qualification qualification;

    CloseLeadDelegate(Qualification qualification) {
        this.qualification = qualification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        qualification.disqualify(
                LEAD_NUMBER.get(execution),
                DISQUALIFY_REASON.find(execution).orElse(null),
                QUALIFICATION_NOTE.find(execution).orElse(null));
        LEAD_OUTCOME.set(execution, "disqualified");
    }
}
