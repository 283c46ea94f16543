package io.tradewind.service.process;

import static io.tradewind.service.process.CustomerCareVariables.CARE_ID;
import static io.tradewind.service.process.CustomerCareVariables.DEAL_NUMBER;

import io.tradewind.service.CustomerCare;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("startRepurchaseDelegate")
class StartRepurchaseDelegate implements JavaDelegate {

    private final CustomerCare care;

    StartRepurchaseDelegate(CustomerCare care) {
        this.care = care;
    }

    @Override
    public void execute(DelegateExecution execution) {
        DEAL_NUMBER.set(execution, care.startDeal(CARE_ID.get(execution)));
    }
}
