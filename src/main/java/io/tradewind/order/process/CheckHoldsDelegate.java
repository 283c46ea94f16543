package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.ADDRESS_MISSING;
import static io.tradewind.order.process.OrderDeliveryVariables.APPROVAL_MISSING;
import static io.tradewind.order.process.OrderDeliveryVariables.DELIVERY_ADDRESS;
import static io.tradewind.order.process.OrderDeliveryVariables.HOLD_ANSWER;
import static io.tradewind.order.process.OrderDeliveryVariables.HOLD_CLEARERS;
import static io.tradewind.order.process.OrderDeliveryVariables.HOLD_REASONS;
import static io.tradewind.order.process.OrderDeliveryVariables.OPEN_LINES;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_HELD;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_TOTAL;
import static io.tradewind.order.process.OrderDeliveryVariables.PICK_ANSWER;
import static io.tradewind.order.process.OrderDeliveryVariables.SHOWN_TOTAL;
import static io.tradewind.order.process.OrderDeliveryVariables.STOCK_SHORT;
import static io.tradewind.order.process.OrderDeliveryVariables.TAKE_IN_PARTS;

import io.tradewind.engine.variables.Shown;
import io.tradewind.order.Hold;
import io.tradewind.order.OrderWork;
import io.tradewind.order.Orders;
import io.tradewind.order.SalesOrder;
import io.tradewind.order.process.OrderDeliveryVariables.ShownHold;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("checkHoldsDelegate")
class CheckHoldsDelegate implements JavaDelegate {

    private final OrderWork orders;
    private final Orders placed;

    CheckHoldsDelegate(OrderWork orders, Orders placed) {
        this.orders = orders;
        this.placed = placed;
    }

    @Override
    public void execute(DelegateExecution execution) {
        List<Hold> holds = orders.confirmUnlessHeld(ORDER_NUMBER.get(execution));
        ORDER_HELD.set(execution, !holds.isEmpty());
        ADDRESS_MISSING.set(execution, has(holds, Hold.Kind.ADDRESS));
        STOCK_SHORT.set(execution, has(holds, Hold.Kind.STOCK));
        APPROVAL_MISSING.set(execution, has(holds, Hold.Kind.APPROVAL));
        HOLD_CLEARERS.set(execution, Hold.clearers(holds));
        HOLD_REASONS.set(
                execution,
                holds.stream()
                        .map(hold -> new ShownHold(hold.kind().label(), hold.why()))
                        .toArray(ShownHold[]::new));
        SalesOrder order = placed.get(ORDER_NUMBER.get(execution));
        ORDER_TOTAL.set(execution, order.amount());
        SHOWN_TOTAL.set(execution, Shown.money(order.amount()));
        DELIVERY_ADDRESS.set(execution, order.deliveryAddress());
        OPEN_LINES.set(execution, OpenLines.of(order));
        TAKE_IN_PARTS.set(execution, null);
        PICK_ANSWER.set(execution, null);
        HOLD_ANSWER.set(execution, null);
    }

    private static boolean has(List<Hold> holds, Hold.Kind kind) {
        return holds.stream().anyMatch(hold -> hold.kind() == kind);
    }
}
