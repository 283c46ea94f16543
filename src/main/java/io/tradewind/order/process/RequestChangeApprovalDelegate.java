package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.APPROVAL_ID;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;

import io.tradewind.order.OrderWork;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("requestChangeApprovalDelegate")
class RequestChangeApprovalDelegate implements JavaDelegate {

    private final OrderWork orders;

    RequestChangeApprovalDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        APPROVAL_ID.set(execution, orders.requestChangeApproval(ORDER_NUMBER.get(execution)));
    }
}
