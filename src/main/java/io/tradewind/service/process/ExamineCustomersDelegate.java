package io.tradewind.service.process;

import static io.tradewind.service.process.CustomerCareVariables.CARE_AFTER;
import static io.tradewind.service.process.CustomerCareVariables.CARE_DONE;

import io.tradewind.service.CustomerCare;
import java.util.OptionalLong;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("examineCustomersDelegate")
class ExamineCustomersDelegate implements JavaDelegate {

    private final CustomerCare care;

    ExamineCustomersDelegate(CustomerCare care) {
        this.care = care;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OptionalLong last = care.lookAtNext(CARE_AFTER.find(execution).orElse(0L));
        CARE_DONE.set(execution, last.isEmpty());
        last.ifPresent(id -> CARE_AFTER.set(execution, id));
    }
}
