package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.DELIVERY_ADDRESS;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.TAKE_IN_PARTS;

import io.tradewind.order.OrderWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordClearanceDelegate")
class RecordClearanceDelegate implements JavaDelegate {

    private final OrderWork orders;

    RecordClearanceDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        orders.clear(
                ORDER_NUMBER.get(execution), DELIVERY_ADDRESS.find(execution).orElse(null));
        if (TAKE_IN_PARTS.find(execution).orElse(false)) {
            orders.takeInParts(ORDER_NUMBER.get(execution));
        }
    }
}
