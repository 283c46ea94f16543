package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.REPORTED_LOSS;

import io.tradewind.engine.Processes;
import io.tradewind.order.OrderProcess;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class OrderDeliveryProcess implements OrderProcess {

    private static final String DELIVERED = "order.delivered";
    private static final String LOST = "order.shipment-lost";
    private static final String CHANGED = "order.changed";

    private final Processes processes;

    OrderDeliveryProcess(Processes processes) {
        this.processes = processes;
    }

    @Override
    public boolean deliveryReceived(String orderNumber) {
        return processes.correlate(DELIVERED, orderNumber, Map.of());
    }

    @Override
    public boolean shipmentLost(String orderNumber, String whatWasReported) {
        return processes.correlate(LOST, orderNumber, Map.ofEntries(REPORTED_LOSS.of(whatWasReported)));
    }

    @Override
    public boolean orderChanged(String orderNumber) {
        return processes.correlate(CHANGED, orderNumber, Map.of());
    }
}
