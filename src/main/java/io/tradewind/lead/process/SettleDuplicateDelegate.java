package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.CUSTOMER_ID;
import static io.tradewind.lead.process.LeadQualificationVariables.DUPLICATE_ANSWER;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_OUTCOME;
import static io.tradewind.lead.process.LeadQualificationVariables.MATCHED_CUSTOMER;
import static io.tradewind.lead.process.LeadQualificationVariables.MATCHED_LEAD;
import static io.tradewind.lead.process.LeadQualificationVariables.NEW_COMPANY_REASON;

import io.tradewind.lead.DuplicateAnswer;
import io.tradewind.lead.Lead;
import io.tradewind.lead.Qualification;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("settleDuplicateDelegate")
class SettleDuplicateDelegate implements JavaDelegate {

    private final Qualification qualification;

    SettleDuplicateDelegate(Qualification qualification) {
        this.qualification = qualification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        DuplicateAnswer answer = new DuplicateAnswer(
                DUPLICATE_ANSWER.find(execution).orElse(null),
                MATCHED_CUSTOMER.find(execution).orElse(null),
                MATCHED_LEAD.find(execution).orElse(null),
                NEW_COMPANY_REASON.find(execution).orElse(null));
        Lead lead = qualification.settleDuplicate(LEAD_NUMBER.get(execution), answer);
        CUSTOMER_ID.set(execution, lead.customerId());
        LEAD_OUTCOME.set(execution, lead.mergedInto() == null ? null : "merged");
    }
}
