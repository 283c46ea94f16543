package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;
import static io.tradewind.lead.process.LeadQualificationVariables.NURTURE_UNTIL;
import static io.tradewind.lead.process.LeadQualificationVariables.QUALIFICATION;
import static io.tradewind.lead.process.LeadQualificationVariables.QUALIFICATION_NOTE;
import static io.tradewind.lead.process.LeadQualificationVariables.WAKE_AT;

import io.tradewind.lead.Qualification;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("layLeadAsideDelegate")
class LayLeadAsideDelegate implements JavaDelegate {

    private final Qualification qualification;

    LayLeadAsideDelegate(Qualification qualification) {
        this.qualification = qualification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Instant wakeAt = qualification.nurture(
                LEAD_NUMBER.get(execution),
                NURTURE_UNTIL.find(execution).orElse(null),
                QUALIFICATION_NOTE.find(execution).orElse(null));
        WAKE_AT.set(execution, wakeAt.toString());
        // asked afresh when it comes back; Tasklist's date field also runs away from a date it finds filled in
        NURTURE_UNTIL.set(execution, null);
        QUALIFICATION.set(execution, null);
    }
}
