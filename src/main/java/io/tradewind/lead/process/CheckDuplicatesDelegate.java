package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.CANDIDATES;
import static io.tradewind.lead.process.LeadQualificationVariables.CUSTOMER_CHOICES;
import static io.tradewind.lead.process.LeadQualificationVariables.CUSTOMER_ID;
import static io.tradewind.lead.process.LeadQualificationVariables.DUPLICATES_CLEAR;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_CHOICES;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;
import static io.tradewind.lead.process.LeadQualificationVariables.REP;
import static io.tradewind.lead.process.LeadQualificationVariables.show;

import io.tradewind.lead.Choice;
import io.tradewind.lead.DuplicateCheck;
import io.tradewind.lead.Qualification;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("checkDuplicatesDelegate")
class CheckDuplicatesDelegate implements JavaDelegate {

    private final Qualification qualification;

    CheckDuplicatesDelegate(Qualification qualification) {
        this.qualification = qualification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = LEAD_NUMBER.get(execution);
        execution.setProcessBusinessKey(number);
        DuplicateCheck found = qualification.checkDuplicates(number);
        DUPLICATES_CLEAR.set(execution, found.isClear());
        CUSTOMER_ID.set(execution, found.customerId());
        REP.set(execution, found.decider());
        CANDIDATES.set(execution, found.candidates().toArray(DuplicateCheck.Candidate[]::new));
        CUSTOMER_CHOICES.set(execution, found.customers().toArray(Choice[]::new));
        LEAD_CHOICES.set(execution, found.leads().toArray(Choice[]::new));
        show(execution, qualification.sheet(number));
    }
}
