package io.tradewind.collection.process;

import static io.tradewind.collection.process.RefundVariables.BANK_REFERENCE;
import static io.tradewind.collection.process.RefundVariables.PAID_ON;
import static io.tradewind.collection.process.RefundVariables.REFUND_NUMBER;

import io.tradewind.collection.Payments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("noteRefundPaidDelegate")
class NoteRefundPaidDelegate implements JavaDelegate {

    private final Payments payments;

    NoteRefundPaidDelegate(Payments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        payments.refunded(
                REFUND_NUMBER.get(execution),
                PAID_ON.find(execution).orElse(null),
                BANK_REFERENCE.find(execution).orElse(null));
    }
}
