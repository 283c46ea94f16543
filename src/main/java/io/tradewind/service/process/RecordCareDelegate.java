package io.tradewind.service.process;

import static io.tradewind.service.process.CustomerCareVariables.CARE_ID;
import static io.tradewind.service.process.CustomerCareVariables.CARE_NOTE;
import static io.tradewind.service.process.CustomerCareVariables.CARE_OUTCOME;

import io.tradewind.service.CustomerCare;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordCareDelegate")
class RecordCareDelegate implements JavaDelegate {

    private final CustomerCare care;

    RecordCareDelegate(CustomerCare care) {
        this.care = care;
    }

    @Override
    public void execute(DelegateExecution execution) {
        care.answer(
                CARE_ID.get(execution),
                CARE_OUTCOME.find(execution).orElse(""),
                CARE_NOTE.find(execution).orElse(null));
    }
}
