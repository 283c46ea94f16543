package io.tradewind.collection;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What of a payment goes to which invoice, and what follows from it. */
@Component
class Allocations {

    private final PaymentStore store;
    private final WriteOffBook writeOffs;
    private final Receivables receivables;
    private final Pauses pauses;
    private final DeliveryHolds holds;
    private final ApplicationEventPublisher events;

    Allocations(
            PaymentStore store,
            WriteOffBook writeOffs,
            Receivables receivables,
            Pauses pauses,
            DeliveryHolds holds,
            ApplicationEventPublisher events) {
        this.store = store;
        this.writeOffs = writeOffs;
        this.receivables = receivables;
        this.pauses = pauses;
        this.holds = holds;
        this.events = events;
    }

    /** @throws Refused if there is no such invoice */
    Receivable receivable(String invoiceNumber) {
        return receivables
                .find(invoiceNumber)
                .orElseThrow(() -> new Refused("invoiceNumber", "There is no invoice '" + invoiceNumber + "'."));
    }

    /** Under the order's lock, with what is open read under it. What was given up is owed again before it is paid. */
    void allocate(long paymentId, Receivable found, BigDecimal amount, LocalDate receivedOn) {
        Receivable receivable = amount.compareTo(found.open()) > 0
                ? writeOffs.takeBack(found, amount.subtract(found.open()), "Paid after all", paymentId)
                : found;
        boolean paysAllOpen = amount.compareTo(receivable.open()) == 0;
        boolean settles = paysAllOpen && receivable.writtenOff().signum() == 0;
        long allocation = store.allocate(paymentId, receivable.invoiceNumber(), amount, receivable.dueOn(), settles);
        if (paysAllOpen) {
            pauses.paid(receivable.invoiceNumber());
        } else {
            pauses.paidPart(receivable.invoiceNumber(), receivable.open().subtract(amount));
        }
        holds.liftIfPaid(receivable.customerId());
        publish(paymentId, allocation, receivable, amount, receivedOn);
    }

    /** Takes a part of a payment from an invoice: back to its payer, or on account. Under the order's lock. */
    void takeBack(long paymentId, Receivable receivable, BigDecimal amount, LocalDate day) {
        long allocation =
                store.allocate(paymentId, receivable.invoiceNumber(), amount.negate(), receivable.dueOn(), false);
        publish(paymentId, allocation, receivable, amount.negate(), day);
    }

    private void publish(long paymentId, long allocation, Receivable receivable, BigDecimal amount, LocalDate day) {
        events.publishEvent(new PaymentReceived(
                paymentId,
                allocation,
                receivable.invoiceNumber(),
                receivable.customerId(),
                receivable.rep(),
                amount,
                receivable.currency(),
                day,
                receivable.owedLess(receivable(receivable.invoiceNumber()), amount)));
    }
}
