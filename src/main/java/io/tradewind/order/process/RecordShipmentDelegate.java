package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.CARRIER;
import static io.tradewind.order.process.OrderDeliveryVariables.DELIVERY_ANSWER;
import static io.tradewind.order.process.OrderDeliveryVariables.DELIVERY_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.PICK_ANSWER;
import static io.tradewind.order.process.OrderDeliveryVariables.RECEIVED_BY;
import static io.tradewind.order.process.OrderDeliveryVariables.RECEIVED_ON;
import static io.tradewind.order.process.OrderDeliveryVariables.REPORTED_LOSS;
import static io.tradewind.order.process.OrderDeliveryVariables.SHIPPED_LINES;
import static io.tradewind.order.process.OrderDeliveryVariables.TRACKING_NUMBER;

import io.tradewind.order.Delivery;
import io.tradewind.order.OrderWork;
import io.tradewind.order.Shipment;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordShipmentDelegate")
class RecordShipmentDelegate implements JavaDelegate {

    private final OrderWork orders;

    RecordShipmentDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Delivery delivery = orders.ship(
                ORDER_NUMBER.get(execution),
                new Shipment(
                        CARRIER.get(execution),
                        TRACKING_NUMBER.find(execution).orElse(null),
                        Shipment.lines(SHIPPED_LINES.get(execution))));
        DELIVERY_NUMBER.set(execution, delivery.number());
        RECEIVED_ON.set(execution, null);
        RECEIVED_BY.set(execution, null);
        DELIVERY_ANSWER.set(execution, null);
        REPORTED_LOSS.set(execution, null);
        PICK_ANSWER.set(execution, null);
    }
}
