package io.tradewind.collection;

import io.tradewind.collection.PaymentStore.Stored;
import io.tradewind.collection.PaymentStore.Verdict;
import io.tradewind.collection.Payments.BankLine;
import io.tradewind.collection.Payments.ReopenedOrder;
import io.tradewind.collection.Payments.Taken;
import io.tradewind.collection.Payments.Use;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Money that the bank took back, and the payment that it was. */
@Component
class Reversals {

    private final PaymentStore store;
    private final BookedBefore booked;
    private final Allocations allocations;
    private final OrderLocks locks;

    Reversals(PaymentStore store, BookedBefore booked, Allocations allocations, OrderLocks locks) {
        this.store = store;
        this.booked = booked;
        this.allocations = allocations;
        this.locks = locks;
    }

    Taken take(BankLine line) {
        List<Long> origins = store.origins(
                line.amount(), line.currency(), line.receivedOn(), line.endToEndId(), line.originalReference());
        Optional<Stored> origin = origins.size() == 1 ? lockedOrigin(origins.get(0)) : Optional.empty();
        boolean plain = origin.isPresent()
                && origin.get().view().amount().compareTo(line.amount()) == 0
                && !isUndone(origin.get());
        Verdict verdict = plain
                ? reversalOf(origin.get())
                : Verdict.doubtful(
                        origins.isEmpty()
                                ? "The bank took money back; it does not say which payment that was."
                                : "The bank took money back; it may be more than one payment, or another amount.");
        Optional<Long> id = store.insert(line, "bank-file", verdict);
        if (id.isEmpty()) {
            booked.isKnown(line);
            return new Taken(false, List.of());
        }
        return plain
                ? new Taken(true, List.of(), undo(id.get(), origin.get(), line.amount(), line.receivedOn()))
                : new Taken(true, List.of());
    }

    /** A payment that nobody had matched is put aside with what undoes it. */
    private Verdict reversalOf(Stored origin) {
        Long customer = origin.view().customerId();
        return customer == null
                ? Verdict.doubtful("The bank took back payment " + origin.view().externalId()
                        + ", which nobody has matched yet: put both aside.")
                : Verdict.reversal(customer, origin.view().id());
    }

    /** @throws Refused if the entry takes nothing back, or not that payment */
    Taken reverse(long reversalId, long originId) {
        Optional<Stored> origin = lockedOrigin(originId);
        Stored reversal = store.lockUnmatched(reversalId);
        if (!reversal.view().kind().equals("reversal")) {
            throw new Refused("Entry " + reversalId + " takes nothing back.");
        }
        BigDecimal amount = reversal.view().amount().negate();
        if (origin.isEmpty() || origin.get().view().customerId() == null) {
            throw new Refused("origin", "There is no matched payment " + originId + ".");
        }
        if (!origin.get().view().currency().equals(reversal.view().currency())) {
            throw new Refused("origin", "The payment is in another currency.");
        }
        BigDecimal standing = standing(origin.get());
        if (amount.compareTo(standing) > 0) {
            throw new Refused(
                    "origin",
                    "Of payment " + originId + " only "
                            + Shown.money(standing, reversal.view().currency()) + " can be taken back.");
        }
        store.matched(reversalId, origin.get().view().customerId(), originId, "it takes payment " + originId + " back");
        return new Taken(
                true,
                List.of(),
                undo(reversalId, origin.get(), amount, reversal.view().receivedOn()));
    }

    /** What of a payment is still with us: on invoices or on account. */
    private static BigDecimal standing(Stored origin) {
        return origin.view().uses().stream()
                .map(Use::amount)
                .reduce(origin.view().left(), BigDecimal::add);
    }

    private static boolean isUndone(Stored origin) {
        return standing(origin).signum() <= 0;
    }

    private Optional<Stored> lockedOrigin(long originId) {
        store.find(originId)
                .ifPresent(found -> locks.take(found.view().uses().stream()
                        .map(use -> allocations.receivable(use.invoiceNumber()).orderNumber())
                        .toList()));
        return store.lock(originId).filter(stored -> stored.view().kind().equals("payment"));
    }

    /** First what was on account, then from the invoice due last to the one due first. */
    private List<ReopenedOrder> undo(long reversalId, Stored origin, BigDecimal amount, LocalDate day) {
        BigDecimal left =
                amount.subtract(origin.view().left().max(BigDecimal.ZERO)).max(BigDecimal.ZERO);
        Map<String, ReopenedOrder> reopened = new LinkedHashMap<>();
        for (Use use : origin.view().uses()) {
            BigDecimal taken = left.min(use.amount());
            if (taken.signum() > 0) {
                Receivable receivable = allocations.receivable(use.invoiceNumber());
                allocations.takeBack(reversalId, receivable, taken, day);
                reopened.put(
                        receivable.orderNumber(),
                        new ReopenedOrder(receivable.orderNumber(), receivable.customerId(), receivable.rep()));
                left = left.subtract(taken);
            }
        }
        return List.copyOf(reopened.values());
    }
}
