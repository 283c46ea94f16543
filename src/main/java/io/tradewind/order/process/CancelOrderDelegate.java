package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.CANCEL_WHY;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;

import io.tradewind.order.OrderWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("cancelOrderDelegate")
class CancelOrderDelegate implements JavaDelegate {

    private final OrderWork orders;

    CancelOrderDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        orders.cancel(ORDER_NUMBER.get(execution), CANCEL_WHY.find(execution).orElse(null));
    }
}
