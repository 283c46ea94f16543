package io.tradewind.order.process;

import static io.tradewind.order.process.GoodsReturnVariables.CUSTOMER_ID;
import static io.tradewind.order.process.GoodsReturnVariables.CUSTOMER_NAME;
import static io.tradewind.order.process.GoodsReturnVariables.DELIVERY_NUMBER;
import static io.tradewind.order.process.GoodsReturnVariables.ORDER_NUMBER;
import static io.tradewind.order.process.GoodsReturnVariables.REP;
import static io.tradewind.order.process.GoodsReturnVariables.RETURNED_LINES;
import static io.tradewind.order.process.GoodsReturnVariables.RETURN_NUMBER;
import static io.tradewind.order.process.GoodsReturnVariables.RETURN_REASON;

import io.tradewind.customer.Customers;
import io.tradewind.engine.Processes;
import io.tradewind.order.GoodsReturn;
import io.tradewind.order.ReturnProcess;
import io.tradewind.order.SalesOrder;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class GoodsReturnProcess implements ReturnProcess {

    private final Processes processes;
    private final Customers customers;

    GoodsReturnProcess(Processes processes, Customers customers) {
        this.processes = processes;
        this.customers = customers;
    }

    @Override
    public void returnAnnounced(GoodsReturn announced, SalesOrder order) {
        processes.start(
                "goods-return",
                announced.number(),
                Map.ofEntries(
                        RETURN_NUMBER.of(announced.number()),
                        ORDER_NUMBER.of(order.number()),
                        DELIVERY_NUMBER.of(announced.deliveryNumber()),
                        CUSTOMER_ID.of(order.customerId()),
                        REP.of(order.rep()),
                        CUSTOMER_NAME.of(customers.get(order.customerId()).name()),
                        RETURN_REASON.of(announced.reason()),
                        RETURNED_LINES.of(ReturnedLines.of(announced))));
    }
}
