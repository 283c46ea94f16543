package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.CUSTOMER_ID;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_OUTCOME;
import static io.tradewind.lead.process.LeadQualificationVariables.QUALIFICATION_NOTE;
import static io.tradewind.lead.process.LeadQualificationVariables.REP;

import io.tradewind.lead.Qualification;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("acceptLeadDelegate")
class AcceptLeadDelegate implements JavaDelegate {

    private final Qualification qualification;

    AcceptLeadDelegate(Qualification qualification) {
        this.qualification = qualification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long customerId = qualification.qualify(
                LEAD_NUMBER.get(execution),
                REP.get(execution),
                QUALIFICATION_NOTE.find(execution).orElse(null));
        CUSTOMER_ID.set(execution, customerId);
        LEAD_OUTCOME.set(execution, "qualified");
    }
}
