package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_DELIVERED;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;

import io.tradewind.order.OrderWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("closeRestDelegate")
class CloseRestDelegate implements JavaDelegate {

    private final OrderWork orders;

    CloseRestDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        orders.closeRest(ORDER_NUMBER.get(execution));
        ORDER_DELIVERED.set(execution, true);
    }
}
