package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.ADDRESS_MISSING;
import static io.tradewind.order.process.OrderDeliveryVariables.HOLD_ANSWER;
import static io.tradewind.order.process.OrderDeliveryVariables.HOLD_REASONS;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_HELD;
import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.PREPAYMENT_OUTSTANDING;
import static io.tradewind.order.process.OrderDeliveryVariables.PREPAYMENT_RECEIVED_ON;

import io.tradewind.order.Hold;
import io.tradewind.order.OrderWork;
import io.tradewind.order.process.OrderDeliveryVariables.ShownHold;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("checkHoldsDelegate")
class CheckHoldsDelegate implements JavaDelegate {

    private final OrderWork orders;

    CheckHoldsDelegate(OrderWork orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        List<Hold> holds = orders.confirmUnlessHeld(ORDER_NUMBER.get(execution));
        ORDER_HELD.set(execution, !holds.isEmpty());
        ADDRESS_MISSING.set(execution, has(holds, Hold.Kind.ADDRESS));
        PREPAYMENT_OUTSTANDING.set(execution, has(holds, Hold.Kind.PREPAYMENT));
        HOLD_REASONS.set(
                execution,
                holds.stream()
                        .map(hold -> new ShownHold(hold.kind().label(), hold.why()))
                        .toArray(ShownHold[]::new));
        HOLD_ANSWER.set(execution, null);
        PREPAYMENT_RECEIVED_ON.set(execution, null);
    }

    private static boolean has(List<Hold> holds, Hold.Kind kind) {
        return holds.stream().anyMatch(hold -> hold.kind() == kind);
    }
}
