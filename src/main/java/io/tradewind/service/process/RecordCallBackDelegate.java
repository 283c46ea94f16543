package io.tradewind.service.process;

import static io.tradewind.service.process.AfterSalesVariables.CAUSE;
import static io.tradewind.service.process.AfterSalesVariables.ORDER_NUMBER;
import static io.tradewind.service.process.AfterSalesVariables.REMEDY;
import static io.tradewind.service.process.AfterSalesVariables.REMEDY_CONFIRMED;

import io.tradewind.service.Surveys;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordCallBackDelegate")
class RecordCallBackDelegate implements JavaDelegate {

    private final Surveys surveys;

    RecordCallBackDelegate(Surveys surveys) {
        this.surveys = surveys;
    }

    @Override
    public void execute(DelegateExecution execution) {
        surveys.recordCallBack(
                ORDER_NUMBER.get(execution),
                CAUSE.find(execution).orElse(""),
                REMEDY.find(execution).orElse(""),
                REMEDY_CONFIRMED.find(execution).orElse(false));
    }
}
