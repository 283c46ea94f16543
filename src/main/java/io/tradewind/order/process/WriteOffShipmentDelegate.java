package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.DELIVERY_NUMBER;

import io.tradewind.order.OrderWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("writeOffShipmentDelegate")
class WriteOffShipmentDelegate implements JavaDelegate {

    private final OrderWork orders;

    WriteOffShipmentDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        orders.writeOff(DELIVERY_NUMBER.get(execution));
    }
}
