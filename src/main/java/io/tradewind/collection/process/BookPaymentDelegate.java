package io.tradewind.collection.process;

import static io.tradewind.collection.process.CollectionVariables.BANK_REFERENCE;
import static io.tradewind.collection.process.CollectionVariables.INVOICE_NUMBER;
import static io.tradewind.collection.process.CollectionVariables.KEEP_EXCESS;
import static io.tradewind.collection.process.CollectionVariables.ORDER_NUMBER;
import static io.tradewind.collection.process.CollectionVariables.PAID_AMOUNT;
import static io.tradewind.collection.process.CollectionVariables.PAID_CURRENCY;
import static io.tradewind.collection.process.CollectionVariables.PAYER;
import static io.tradewind.collection.process.CollectionVariables.RECEIVED_ON;

import io.tradewind.collection.Payments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("bookPaymentDelegate")
class BookPaymentDelegate implements JavaDelegate {

    private final Payments payments;

    BookPaymentDelegate(Payments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        payments.book(new Payments.ManualPayment(
                ORDER_NUMBER.get(execution),
                INVOICE_NUMBER.find(execution).orElse(""),
                PAID_AMOUNT.find(execution).orElse(null),
                PAID_CURRENCY.find(execution).orElse(null),
                RECEIVED_ON.find(execution).orElse(null),
                BANK_REFERENCE.find(execution).orElse(null),
                PAYER.find(execution).orElse(null),
                KEEP_EXCESS.find(execution).orElse(false)));
    }
}
