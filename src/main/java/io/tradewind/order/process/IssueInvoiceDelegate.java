package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.DELIVERY_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.OPEN_LINES;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;

import io.tradewind.order.OrderWork;
import io.tradewind.order.Orders;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("issueInvoiceDelegate")
class IssueInvoiceDelegate implements JavaDelegate {

    private final OrderWork orders;
    private final Orders placed;

    IssueInvoiceDelegate(OrderWork orders, Orders placed) {
        this.orders = orders;
        this.placed = placed;
    }

    @Override
    public void execute(DelegateExecution execution) {
        orders.invoice(DELIVERY_NUMBER.get(execution));
        OPEN_LINES.set(execution, OpenLines.of(placed.get(ORDER_NUMBER.get(execution))));
    }
}
