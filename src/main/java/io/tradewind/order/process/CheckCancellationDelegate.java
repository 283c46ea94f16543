package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.PREPAYMENT_TO_REFUND;

import io.tradewind.order.OrderWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("checkCancellationDelegate")
class CheckCancellationDelegate implements JavaDelegate {

    private final OrderWork orders;

    CheckCancellationDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        PREPAYMENT_TO_REFUND.set(execution, orders.checkCancellable(ORDER_NUMBER.get(execution)));
    }
}
