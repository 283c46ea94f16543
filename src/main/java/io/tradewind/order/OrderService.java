package io.tradewind.order;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.Contract;
import io.tradewind.contract.Contracts;
import io.tradewind.credit.CreditGate;
import io.tradewind.credit.CreditVerdict;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.order.SalesOrder.State;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class OrderService implements OrderWork, Shipments {

    /** How far a carrier's clock may be ahead of ours. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private static final int MAX_NAME = 200;

    private final JdbcOrders orders;
    private final JdbcDeliveries deliveries;
    private final JdbcInvoices invoices;
    private final Contracts contracts;
    private final CreditGate gate;
    private final OrderProcess process;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ZoneId zone;
    private final ApplicationEventPublisher events;

    OrderService(
            JdbcOrders orders,
            JdbcDeliveries deliveries,
            JdbcInvoices invoices,
            Contracts contracts,
            CreditGate gate,
            OrderProcess process,
            WorkingTime workingTime,
            Clock clock,
            @Value("${tradewind.company.time-zone}") ZoneId zone,
            ApplicationEventPublisher events) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.invoices = invoices;
        this.contracts = contracts;
        this.gate = gate;
        this.process = process;
        this.workingTime = workingTime;
        this.clock = clock;
        this.zone = zone;
        this.events = events;
    }

    @Override
    public SalesOrder place(String contractNumber) {
        Optional<SalesOrder> placed = orders.ofContract(contractNumber);
        if (placed.isPresent()) {
            return placed.get();
        }
        Contract contract = contracts.get(contractNumber);
        if (contract.state() != Contract.State.SIGNED) {
            throw new Refused("contractNumber", "Contract " + contractNumber + " is not signed yet.");
        }
        SalesOrder order = orders.insert(contract, workingTime.today());
        events.publishEvent(new OrderPlaced(
                order.number(),
                order.dealNumber(),
                order.customerId(),
                order.rep(),
                order.amount(),
                order.currency(),
                order.placedOn()));
        return order;
    }

    @Override
    public List<Hold> confirmUnlessHeld(String orderNumber) {
        SalesOrder order = orders.locked(orderNumber);
        if (order.state() != State.PLACED) {
            return List.of();
        }
        List<Hold> holds = holds(order);
        if (holds.isEmpty()) {
            orders.move(orderNumber, State.CONFIRMED, State.PLACED);
        }
        return holds;
    }

    /** Every reason on its own: clearing one shows what is left. */
    private List<Hold> holds(SalesOrder order) {
        List<Hold> holds = new ArrayList<>();
        CreditVerdict verdict =
                gate.stillCovers(order.customerId(), order.contractNumber(), order.amount(), order.currency());
        if (!verdict.covered()) {
            holds.add(new Hold(Hold.Kind.CREDIT, verdict.why()));
        }
        BigDecimal prepayment = gate.agreedPrepayment(order.contractNumber());
        orders.agreePrepayment(order.number(), prepayment);
        if (prepayment.signum() > 0 && order.prepaymentReceivedOn() == null) {
            holds.add(new Hold(
                    Hold.Kind.PREPAYMENT,
                    Shown.money(prepayment) + " " + order.currency() + " must be here before goods leave"));
        }
        if (order.deliveryAddress() == null) {
            holds.add(new Hold(Hold.Kind.ADDRESS, "Nobody has said where the goods go"));
        }
        return holds;
    }

    @Override
    public void clear(String orderNumber, @Nullable String deliveryAddress, @Nullable LocalDate prepaymentReceivedOn) {
        SalesOrder order = orders.locked(orderNumber);
        if (prepaymentReceivedOn != null) {
            if (prepaymentReceivedOn.isAfter(workingTime.today())) {
                throw new Refused("prepaymentReceivedOn", "The prepayment cannot have arrived in the future.");
            }
            if (order.prepayment().signum() == 0) {
                throw new Refused("prepaymentReceivedOn", "No prepayment was agreed for order " + orderNumber + ".");
            }
        }
        orders.clear(
                orderNumber,
                deliveryAddress == null || deliveryAddress.isBlank() ? null : deliveryAddress.strip(),
                prepaymentReceivedOn);
    }

    @Override
    public void cancel(String orderNumber) {
        checkCancellable(orderNumber);
        orders.move(orderNumber, State.CANCELLED, State.PLACED, State.CONFIRMED);
    }

    @Override
    public void checkCancellable(String orderNumber) {
        SalesOrder order = orders.locked(orderNumber);
        if (order.lines().stream().anyMatch(line -> line.shipped() > 0)) {
            throw new Refused(
                    "Goods of order " + orderNumber
                            + " have left already. What left is returned, not cancelled: ship the rest, or talk to the customer.");
        }
    }

    @Override
    public Delivery ship(String orderNumber, Shipment shipment) {
        SalesOrder order = orders.locked(orderNumber);
        if (order.state() != State.CONFIRMED) {
            throw new Refused("Order " + orderNumber + " is " + order.state().code() + ": nothing may leave.");
        }
        if (shipment.carrier().isBlank()) {
            throw new Refused("carrier", "Name the carrier.");
        }
        if (shipment.lines().isEmpty()) {
            throw new Refused("shippedLines", "At least one piece must leave.");
        }
        List<JdbcDeliveries.PricedLine> priced =
                shipment.lines().stream().map(line -> priced(order, line)).toList();
        shipment.lines().forEach(line -> orders.ship(orderNumber, line.position(), line.quantity()));
        String number = deliveries.insert(order, shipment, priced, workingTime.today());
        return deliveries.find(number).orElseThrow();
    }

    private static JdbcDeliveries.PricedLine priced(SalesOrder order, Shipment.Line wanted) {
        OrderLine line = order.lines().stream()
                .filter(candidate -> candidate.position() == wanted.position())
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "shippedLines", "Order " + order.number() + " has no line " + wanted.position() + "."));
        if (wanted.quantity() < 1 || wanted.quantity() > line.open()) {
            throw new Refused(
                    "shippedLines",
                    "Line " + line.position() + ": of " + line.productName() + " at most " + line.open()
                            + " can leave now.");
        }
        return new JdbcDeliveries.PricedLine(
                line.position(), wanted.quantity(), JdbcDeliveries.share(line, wanted.quantity()));
    }

    @Override
    public boolean receive(
            String deliveryNumber, @Nullable LocalDate receivedOn, @Nullable String receivedBy, String proof) {
        String orderNumber = delivery(deliveryNumber).orderNumber();
        orders.locked(orderNumber);
        Delivery delivery = delivery(deliveryNumber);
        if (!delivery.received()) {
            if (receivedOn == null) {
                throw new Refused("receivedOn", "Say when the delivery was received.");
            }
            if (receivedOn.isAfter(workingTime.today())) {
                throw new Refused("receivedOn", "The delivery cannot have been received in the future.");
            }
            if (receivedOn.isBefore(delivery.shippedOn())) {
                throw new Refused(
                        "receivedOn",
                        "The delivery left on " + delivery.shippedOn() + "; it cannot have arrived before.");
            }
            if (receivedBy == null || receivedBy.isBlank()) {
                throw new Refused("receivedBy", "Name the person who received the delivery.");
            }
            deliveries.receive(deliveryNumber, receivedOn, receivedBy.strip(), proof);
        }
        return deliverWhenAllArrived(orderNumber);
    }

    private boolean deliverWhenAllArrived(String orderNumber) {
        SalesOrder order = orders.get(orderNumber);
        List<Delivery> sent = deliveries.ofOrder(orderNumber);
        boolean all = order.lines().stream().allMatch(line -> line.open() == 0)
                && sent.stream().allMatch(Delivery::received);
        if (all && orders.move(orderNumber, State.DELIVERED, State.CONFIRMED)) {
            LocalDate last = sent.stream()
                    .map(Delivery::receivedOn)
                    .max(LocalDate::compareTo)
                    .orElseThrow();
            events.publishEvent(new OrderDelivered(orderNumber, order.customerId(), order.rep(), last));
        }
        return all;
    }

    @Override
    public Invoice invoice(String deliveryNumber) {
        Delivery delivery = delivery(deliveryNumber);
        orders.locked(delivery.orderNumber());
        Optional<Invoice> issued = invoices.ofDelivery(deliveryNumber);
        if (issued.isPresent()) {
            return issued.get();
        }
        if (!delivery.received()) {
            throw new Refused("Delivery " + deliveryNumber + " is under way; it is invoiced when it has arrived.");
        }
        Invoice invoice = invoices.insert(deliveryNumber);
        events.publishEvent(new InvoiceIssued(
                invoice.number(),
                invoice.orderNumber(),
                invoice.customerId(),
                invoice.rep(),
                invoice.amount(),
                invoice.currency(),
                invoice.issuedOn(),
                invoice.dueOn()));
        return invoice;
    }

    @Override
    public Optional<Delivery> find(String deliveryNumber) {
        return deliveries.find(deliveryNumber);
    }

    @Override
    public Effect take(String deliveryNumber, ShipmentEvent event) {
        if (event.event() == null || !ShipmentEvent.KNOWN.contains(event.event())) {
            throw new Refused("event", "The event must be one of " + String.join(", ", ShipmentEvent.KNOWN) + ".");
        }
        if (event.at() == null || event.at().isAfter(clock.instant().plus(CLOCK_TOLERANCE))) {
            throw new Refused("at", "Say when it happened, as a moment in the past: 2026-11-21T10:15:00Z.");
        }
        if (event.receivedBy() != null && event.receivedBy().length() > MAX_NAME) {
            throw new Refused("receivedBy", "The name has at most " + MAX_NAME + " characters.");
        }
        orders.locked(delivery(deliveryNumber).orderNumber());
        if (!deliveries.remember(deliveryNumber, event.event(), event.at(), event.receivedBy())) {
            return Effect.ALREADY_KNOWN;
        }
        if (!event.event().equals(ShipmentEvent.DELIVERED)) {
            return Effect.RECORDED;
        }
        Delivery delivery = delivery(deliveryNumber);
        if (delivery.received()) {
            return Effect.TOO_LATE;
        }
        receive(deliveryNumber, LocalDate.ofInstant(event.at(), zone), event.receivedBy(), "carrier");
        process.deliveryReceived(delivery.orderNumber());
        return Effect.RECORDED;
    }

    private Delivery delivery(String number) {
        return deliveries
                .find(number)
                .orElseThrow(() -> new Refused("deliveryNumber", "There is no delivery " + number + "."));
    }
}
