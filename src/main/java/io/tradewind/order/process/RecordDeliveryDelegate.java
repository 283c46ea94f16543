package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.ALL_DELIVERED;
import static io.tradewind.order.process.OrderDeliveryVariables.DELIVERY_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_DELIVERED;
import static io.tradewind.order.process.OrderDeliveryVariables.RECEIVED_BY;
import static io.tradewind.order.process.OrderDeliveryVariables.RECEIVED_ON;

import io.tradewind.order.OrderWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordDeliveryDelegate")
class RecordDeliveryDelegate implements JavaDelegate {

    private final OrderWork orders;

    RecordDeliveryDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean all = orders.receive(
                DELIVERY_NUMBER.get(execution),
                RECEIVED_ON.find(execution).orElse(null),
                RECEIVED_BY.find(execution).orElse(null),
                "form");
        ALL_DELIVERED.set(execution, all);
        ORDER_DELIVERED.set(execution, all);
    }
}
