package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.BUDGET;
import static io.tradewind.lead.process.LeadQualificationVariables.CONTACT_NOTE;
import static io.tradewind.lead.process.LeadQualificationVariables.DECISION_MAKER;
import static io.tradewind.lead.process.LeadQualificationVariables.GRADE;
import static io.tradewind.lead.process.LeadQualificationVariables.GRADE_REASON;
import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;
import static io.tradewind.lead.process.LeadQualificationVariables.NEED;
import static io.tradewind.lead.process.LeadQualificationVariables.NEXT_STEP;
import static io.tradewind.lead.process.LeadQualificationVariables.REACHED;
import static io.tradewind.lead.process.LeadQualificationVariables.REP;
import static io.tradewind.lead.process.LeadQualificationVariables.TIME_FRAME;

import io.tradewind.lead.ContactNote;
import io.tradewind.lead.Qualification;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordContactDelegate")
class RecordContactDelegate implements JavaDelegate {

    private final Qualification qualification;

    RecordContactDelegate(Qualification qualification) {
        this.qualification = qualification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ContactNote note = new ContactNote(
                REACHED.get(execution),
                NEED.find(execution).orElse(null),
                BUDGET.find(execution).orElse(null),
                TIME_FRAME.find(execution).orElse(null),
                DECISION_MAKER.find(execution).orElse(null),
                NEXT_STEP.find(execution).orElse(null),
                CONTACT_NOTE.find(execution).orElse(null));
        qualification.recordContact(
                LEAD_NUMBER.get(execution),
                REP.get(execution),
                note,
                GRADE.get(execution),
                GRADE_REASON.get(execution));
    }
}
