package io.tradewind.order;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.credit.CreditGate;
import io.tradewind.credit.CreditTightened;
import io.tradewind.credit.CreditVerdict;
import io.tradewind.engine.variables.Shown;
import io.tradewind.order.SalesOrder.State;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** What keeps the goods of an order from leaving, and when that is asked again. */
@Component
@Transactional
class OrderHolds {

    private final JdbcOrders orders;
    private final JdbcDeliveries deliveries;
    private final JdbcStocks stocks;
    private final ChangeApprovals changes;
    private final CreditGate gate;
    private final Prepayments prepayments;
    private final OrderProcess process;
    private final WorkingTime workingTime;

    OrderHolds(
            JdbcOrders orders,
            JdbcDeliveries deliveries,
            JdbcStocks stocks,
            ChangeApprovals changes,
            CreditGate gate,
            Prepayments prepayments,
            OrderProcess process,
            WorkingTime workingTime) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.stocks = stocks;
        this.changes = changes;
        this.gate = gate;
        this.prepayments = prepayments;
        this.process = process;
        this.workingTime = workingTime;
    }

    /** As {@link OrderWork#confirmUnlessHeld}. */
    List<Hold> confirmUnlessHeld(String orderNumber) {
        SalesOrder order = orders.locked(orderNumber);
        if (order.state() != State.PLACED) {
            return List.of();
        }
        List<Hold> holds = holds(order);
        orders.keep(orderNumber, holds);
        if (holds.isEmpty()) {
            orders.move(orderNumber, State.CONFIRMED, State.PLACED);
        }
        return holds;
    }

    /** As {@link OrderWork#holdUnlessCovered}. */
    List<Hold> holdUnlessCovered(String orderNumber) {
        SalesOrder order = orders.locked(orderNumber);
        if (order.state() != State.CONFIRMED) {
            return confirmUnlessHeld(orderNumber);
        }
        CreditVerdict verdict =
                gate.stillCovers(order.customerId(), order.contractNumber(), BigDecimal.ZERO, order.currency());
        List<Hold> holds = new ArrayList<>();
        if (!verdict.covered()) {
            holds.add(new Hold(Hold.Kind.CREDIT, verdict.why()));
        }
        missingPrepayment(order).ifPresent(holds::add);
        if (holds.isEmpty()) {
            return List.of();
        }
        orders.keep(orderNumber, holds);
        orders.move(orderNumber, State.PLACED, State.CONFIRMED);
        return holds;
    }

    /**
     * Less credit than before: all orders of which something has not left give their place back, and each is asked about
     * again, the oldest first. Whoever picks or ships one that is held now is told so.
     */
    @EventListener
    void on(CreditTightened tightened) {
        askAgain(orders.toBeShipped(tightened.customerIds()));
    }

    /**
     * Cover went without anybody doing anything, by the end of a release or an invoice that grew old: who tried to ship is
     * told so, and whoever clears holds has the order instead.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
    public void on(ShipmentStopped stopped) {
        orders.locked(stopped.orderNumber());
        askAgain(List.of(stopped.orderNumber()));
    }

    private void askAgain(List<String> numbers) {
        numbers.forEach(number -> {
            orders.move(number, State.PLACED, State.CONFIRMED);
            stocks.release(number);
        });
        numbers.forEach(number -> {
            if (!process.orderChanged(number)) {
                confirmUnlessHeld(number);
            }
        });
    }

    /** What has left is in the exposure, however the order stands; the rest only while it is confirmed. */
    private BigDecimal notInExposure(SalesOrder order) {
        return order.amount()
                .subtract(deliveries.ofOrder(order.number()).stream()
                        .filter(delivery -> delivery.received() || delivery.underWay())
                        .map(Delivery::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Every reason on its own: clearing one shows what is left. */
    private List<Hold> holds(SalesOrder order) {
        List<Hold> holds = new ArrayList<>();
        CreditVerdict verdict =
                gate.stillCovers(order.customerId(), order.contractNumber(), notInExposure(order), order.currency());
        if (!verdict.covered()) {
            holds.add(new Hold(Hold.Kind.CREDIT, verdict.why()));
        }
        missingPrepayment(order).ifPresent(holds::add);
        changes.notCovered(order).forEach(why -> holds.add(new Hold(Hold.Kind.APPROVAL, why)));
        if (!order.inParts()) {
            stocks.shortages(order)
                    .forEach((stock, needed) -> holds.add(new Hold(
                            Hold.Kind.STOCK,
                            "Of " + stock.product() + " " + stock.free() + " are free and " + needed + " ordered; "
                                    + (stock.expectedOn() == null
                                            ? "nobody knows when more comes"
                                            : "more is expected on " + stock.expectedOn()))));
        }
        if (order.deliveryAddress() == null) {
            holds.add(new Hold(Hold.Kind.ADDRESS, "Nobody has said where the goods go"));
        }
        return holds;
    }

    /** Only what is booked counts; nobody can say that it has come. */
    private Optional<Hold> missingPrepayment(SalesOrder order) {
        BigDecimal agreed = gate.agreedPrepayment(order.contractNumber());
        orders.agreePrepayment(order.number(), agreed);
        if (agreed.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal booked = prepayments.received(order.contractNumber());
        if (booked.compareTo(agreed) >= 0) {
            orders.prepaid(order.number(), workingTime.today());
            return Optional.empty();
        }
        return Optional.of(new Hold(
                Hold.Kind.PREPAYMENT,
                Shown.money(agreed) + " " + order.currency() + " must be booked before goods leave, "
                        + Shown.money(booked) + " is. Clears by itself when finance books the payment under "
                        + order.contractNumber() + " or " + order.number()));
    }

    /** As {@link OrderChanges#prepaymentBooked}. */
    void prepaymentBooked(String contractNumber) {
        orders.ofContract(contractNumber)
                .map(found -> orders.locked(found.number()))
                .filter(order -> order.state() == State.PLACED)
                .ifPresent(order -> {
                    if (!process.orderChanged(order.number())) {
                        confirmUnlessHeld(order.number());
                    }
                });
    }
}
