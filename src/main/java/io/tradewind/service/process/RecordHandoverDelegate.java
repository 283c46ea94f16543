package io.tradewind.service.process;

import static io.tradewind.service.process.AfterSalesVariables.CONTACT_EMAIL;
import static io.tradewind.service.process.AfterSalesVariables.CONTACT_NAME;
import static io.tradewind.service.process.AfterSalesVariables.CUSTOMER_ID;
import static io.tradewind.service.process.AfterSalesVariables.HANDOVER_COMPLETE;
import static io.tradewind.service.process.AfterSalesVariables.OPEN_POINTS;
import static io.tradewind.service.process.AfterSalesVariables.ORDER_NUMBER;
import static io.tradewind.service.process.AfterSalesVariables.SETTLEMENT;

import io.tradewind.service.Handover;
import io.tradewind.service.Handovers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordHandoverDelegate")
class RecordHandoverDelegate implements JavaDelegate {

    private final Handovers handovers;

    RecordHandoverDelegate(Handovers handovers) {
        this.handovers = handovers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        handovers.record(new Handover(
                ORDER_NUMBER.get(execution),
                CUSTOMER_ID.get(execution),
                HANDOVER_COMPLETE.find(execution).filter("yes"::equals).isPresent(),
                OPEN_POINTS.find(execution).orElse(null),
                SETTLEMENT.find(execution).orElse(null),
                CONTACT_NAME.find(execution).orElse(null),
                CONTACT_EMAIL.find(execution).orElse(null)));
    }
}
