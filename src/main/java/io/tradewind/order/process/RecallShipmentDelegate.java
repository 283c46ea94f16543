package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;

import io.tradewind.order.OrderWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recallShipmentDelegate")
class RecallShipmentDelegate implements JavaDelegate {

    private final OrderWork orders;

    RecallShipmentDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        orders.recallShipment(ORDER_NUMBER.get(execution));
    }
}
