package io.tradewind.collection.process;

import io.tradewind.collection.Payments;
import io.tradewind.engine.Processes;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The collection process as others see it. */
@Component
@Transactional
public class CollectionProcess {

    private final Payments payments;
    private final Processes processes;

    CollectionProcess(Payments payments, Processes processes) {
        this.payments = payments;
        this.processes = processes;
    }

    /** Takes a line of a bank file and wakes the orders it pays. */
    public Payments.Taken take(Payments.BankLine line) {
        return wake(payments.take(line));
    }

    /** Says what an unmatched payment is for and wakes that order. */
    public Payments.Taken match(long paymentId, String invoiceNumber) {
        return wake(payments.match(paymentId, invoiceNumber));
    }

    /** An order that nobody waits for yet will find the payment in its balance. */
    private Payments.Taken wake(Payments.Taken taken) {
        taken.orders().forEach(order -> processes.correlate(CollectionVariables.PAYMENT_RECEIVED, order, Map.of()));
        return taken;
    }
}
