package io.tradewind.journey.process;

import static io.tradewind.journey.process.LeadToAfterSalesVariables.LEAD_NUMBER;

import io.tradewind.lead.Leads;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** A lead entered by the start form gets its number here; one that came by API or file has it already. */
@Component("registerLeadListener")
class RegisterLeadListener implements ExecutionListener {

    private final Leads leads;

    RegisterLeadListener(Leads leads) {
        this.leads = leads;
    }

    @Override
    public void notify(DelegateExecution execution) {
        if (LEAD_NUMBER.find(execution).isEmpty()) {
            String leadNumber = leads.receive(StartFormLead.take(execution)).number();
            LEAD_NUMBER.set(execution, leadNumber);
            execution.setProcessBusinessKey(leadNumber);
        }
    }
}
