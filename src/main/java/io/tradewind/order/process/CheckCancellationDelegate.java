package io.tradewind.order.process;

import static io.tradewind.order.process.OrderDeliveryVariables.ORDER_NUMBER;
import static io.tradewind.order.process.OrderDeliveryVariables.PREPAYMENT_TO_REFUND;
import static io.tradewind.order.process.OrderDeliveryVariables.SHOWN_PREPAYMENT;

import io.tradewind.engine.variables.Shown;
import io.tradewind.order.OrderWork;
import java.math.BigDecimal;
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
        BigDecimal booked = orders.checkCancellable(ORDER_NUMBER.get(execution));
        PREPAYMENT_TO_REFUND.set(execution, booked.signum() > 0);
        SHOWN_PREPAYMENT.set(execution, Shown.money(booked));
    }
}
