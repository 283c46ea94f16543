package io.tradewind.collection.process;

import io.tradewind.collection.Payments;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The collection process as others see it. */
@Component
@Transactional
public class CollectionProcess {

    private static final String PROCESS = "collection";

    private final Payments payments;
    private final Processes processes;
    private final RuntimeService runtime;
    private final Acting acting;

    CollectionProcess(Payments payments, Processes processes, RuntimeService runtime, Acting acting) {
        this.payments = payments;
        this.processes = processes;
        this.runtime = runtime;
        this.acting = acting;
    }

    /** Takes a line of a bank file and wakes the orders it pays. */
    public Payments.Taken take(Payments.BankLine line) {
        return wake(payments.take(line));
    }

    /** Says what an unmatched payment is for and wakes that order. */
    public Payments.Taken match(long paymentId, String invoiceNumber) {
        return wake(payments.match(paymentId, invoiceNumber));
    }

    /** Says what a payment is for, in parts, and wakes those orders. */
    public Payments.Taken assign(long paymentId, List<Payments.Part> parts) {
        return wake(payments.assign(paymentId, parts));
    }

    /** Undoes a payment; orders that owe again are waited for again. */
    public Payments.Taken reverse(long reversalId, long originId) {
        return wake(payments.reverse(reversalId, originId));
    }

    /**
     * Asks for money to be paid back and gives finance the task to transfer it.
     *
     * @return the refund's number
     */
    public String refund(long paymentId, @Nullable BigDecimal amount, String reason) {
        String number = payments.askRefund(paymentId, amount, reason);
        Payments.Refund refund = payments.findRefund(number).orElseThrow();
        Map<String, Object> variables = new HashMap<>(Map.ofEntries(
                RefundVariables.REFUND_NUMBER.of(number),
                RefundVariables.REFUND_SHOWN.of(Shown.money(refund.amount()) + " " + refund.currency()),
                RefundVariables.REFUND_REASON.of(refund.reason())));
        if (refund.payer() != null) {
            variables.putAll(Map.ofEntries(RefundVariables.REFUND_PAYER.of(refund.payer())));
        }
        if (refund.payerAccount() != null) {
            variables.putAll(Map.ofEntries(RefundVariables.REFUND_ACCOUNT.of(refund.payerAccount())));
        }
        if (refund.customerId() != null) {
            variables.putAll(Map.ofEntries(RefundVariables.CUSTOMER_ID.of(refund.customerId())));
        }
        processes.start("refund", number, variables);
        return number;
    }

    /** An order that nobody waits for yet will find the payment in its balance. */
    private Payments.Taken wake(Payments.Taken taken) {
        taken.orders().forEach(order -> processes.correlate(CollectionVariables.PAYMENT_RECEIVED, order, Map.of()));
        taken.reopened().forEach(this::waitAgain);
        return taken;
    }

    /** Under the order's lock, so that who waits is either seen here or sees the reversal. */
    private void waitAgain(Payments.ReopenedOrder order) {
        boolean told = processes.correlate(CollectionVariables.PAYMENT_RECEIVED, order.orderNumber(), Map.of());
        if (!told && !isWaitedFor(order.orderNumber())) {
            processes.start(
                    PROCESS,
                    order.orderNumber(),
                    Map.ofEntries(
                            CollectionVariables.ORDER_NUMBER.of(order.orderNumber()),
                            CollectionVariables.CUSTOMER_ID.of(order.customerId()),
                            CollectionVariables.REP.of(order.rep())));
        }
    }

    private boolean isWaitedFor(String orderNumber) {
        return acting.asSystem(() -> runtime.createProcessInstanceQuery()
                        .processDefinitionKey(PROCESS)
                        .variableValueEquals("orderNumber", orderNumber)
                        .count()
                > 0);
    }
}
