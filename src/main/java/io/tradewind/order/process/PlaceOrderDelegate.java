package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.CONTRACT_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.CUSTOMER_NAME;
import static io.tradewind.order.process.OrderDeliveryVariables.DELIVERY_ADDRESS;
import static io.tradewind.order.process.OrderDeliveryVariables.OPEN_LINES;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_CURRENCY;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_DELIVERED;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_TOTAL;
import static io.tradewind.order.process.OrderDeliveryVariables.SHOWN_TOTAL;

import io.tradewind.customer.Customers;
import io.tradewind.engine.variables.Shown;
import io.tradewind.order.OrderWork;
import io.tradewind.order.SalesOrder;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("placeOrderDelegate")
class PlaceOrderDelegate implements JavaDelegate {

    private final OrderWork orders;
    private final Customers customers;

    PlaceOrderDelegate(OrderWork orders, Customers customers) {
        this.orders = orders;
        this.customers = customers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SalesOrder order = orders.place(CONTRACT_NUMBER.get(execution));
        execution.setProcessBusinessKey(order.number());
        ORDER_NUMBER.set(execution, order.number());
        ORDER_DELIVERED.set(execution, false);
        ORDER_TOTAL.set(execution, order.amount());
        ORDER_CURRENCY.set(execution, order.currency());
        DELIVERY_ADDRESS.set(execution, order.deliveryAddress());
        OPEN_LINES.set(execution, OpenLines.of(order));
        CUSTOMER_NAME.set(execution, customers.get(order.customerId()).name());
        SHOWN_TOTAL.set(execution, Shown.money(order.amount()));
    }
}
