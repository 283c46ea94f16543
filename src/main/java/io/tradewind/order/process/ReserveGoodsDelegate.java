package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;

import io.tradewind.order.OrderWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("reserveGoodsDelegate")
class ReserveGoodsDelegate implements JavaDelegate {

    private final OrderWork orders;

    ReserveGoodsDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        orders.reserve(ORDER_NUMBER.get(execution));
    }
}
