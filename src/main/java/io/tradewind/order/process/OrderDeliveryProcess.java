package io.tradewind.order.process;

import io.tradewind.engine.Processes;
import io.tradewind.order.OrderProcess;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class OrderDeliveryProcess implements OrderProcess {

    private static final String DELIVERED = "order.delivered";

    private final Processes processes;

    OrderDeliveryProcess(Processes processes) {
        this.processes = processes;
    }

    @Override
    public boolean deliveryReceived(String orderNumber) {
        return processes.correlate(DELIVERED, orderNumber, Map.of());
    }
}
