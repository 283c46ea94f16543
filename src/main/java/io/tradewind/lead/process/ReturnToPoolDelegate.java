package io.tradewind.lead.process;

import static io.tradewind.lead.process.LeadQualificationVariables.LEAD_NUMBER;

import io.tradewind.lead.Qualification;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("returnToPoolDelegate")
class ReturnToPoolDelegate implements JavaDelegate {

    private final Qualification qualification;

    ReturnToPoolDelegate(Qualification qualification) {
        this.qualification = qualification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        qualification.returnToPool(LEAD_NUMBER.get(execution));
    }
}
