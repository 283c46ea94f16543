package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.REFUNDED_ON;
import static io.tradewind.order.process.OrderDeliveryVariables.REFUND_REFERENCE;

import io.tradewind.order.OrderWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordRefundDelegate")
class RecordRefundDelegate implements JavaDelegate {

    private final OrderWork orders;

    RecordRefundDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        orders.recordRefund(
                ORDER_NUMBER.get(execution),
                REFUNDED_ON.find(execution).orElse(null),
                REFUND_REFERENCE.find(execution).orElse(null));
    }
}
