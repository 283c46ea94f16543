package io.tradewind.order;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractLine;
import io.tradewind.contract.Contracts;
import io.tradewind.credit.CreditGate;
import io.tradewind.credit.CreditTightened;
import io.tradewind.credit.CreditVerdict;
import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.order.SalesOrder.State;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

@Service
@Transactional
class OrderService implements OrderWork, OrderChanges, Shipments {

    /** How far a carrier's clock may be ahead of ours. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private static final int MAX_NAME = 200;
    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_REFERENCE = 100;
    private static final int MOST_PIECES = 1_000_000;

    private final JdbcOrders orders;
    private final JdbcDeliveries deliveries;
    private final JdbcInvoices invoices;
    private final JdbcStocks stocks;
    private final ChangeApprovals changes;
    private final Contracts contracts;
    private final CreditGate gate;
    private final Prepayments prepayments;
    private final OrderProcess process;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ZoneId zone;
    private final ApplicationEventPublisher events;

    OrderService(
            JdbcOrders orders,
            JdbcDeliveries deliveries,
            JdbcInvoices invoices,
            JdbcStocks stocks,
            ChangeApprovals changes,
            Contracts contracts,
            CreditGate gate,
            Prepayments prepayments,
            OrderProcess process,
            WorkingTime workingTime,
            Clock clock,
            @Value("${tradewind.company.time-zone}") ZoneId zone,
            ApplicationEventPublisher events) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.invoices = invoices;
        this.stocks = stocks;
        this.changes = changes;
        this.contracts = contracts;
        this.gate = gate;
        this.prepayments = prepayments;
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
        orders.keep(orderNumber, holds);
        if (holds.isEmpty()) {
            orders.move(orderNumber, State.CONFIRMED, State.PLACED);
        }
        return holds;
    }

    @Override
    public List<Hold> holdUnlessCovered(String orderNumber) {
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

    @Override
    public void prepaymentBooked(String contractNumber) {
        orders.ofContract(contractNumber)
                .map(found -> orders.locked(found.number()))
                .filter(order -> order.state() == State.PLACED)
                .ifPresent(order -> {
                    if (!process.orderChanged(order.number())) {
                        confirmUnlessHeld(order.number());
                    }
                });
    }

    @Override
    public void clear(String orderNumber, @Nullable String deliveryAddress) {
        orders.locked(orderNumber);
        checkAddress(deliveryAddress);
        orders.clear(
                orderNumber, deliveryAddress == null || deliveryAddress.isBlank() ? null : deliveryAddress.strip());
    }

    private static void checkAddress(@Nullable String deliveryAddress) {
        if (deliveryAddress != null && deliveryAddress.length() > LONGEST_ADDRESS) {
            throw new Refused("deliveryAddress", "The address has at most " + LONGEST_ADDRESS + " characters.");
        }
        if (deliveryAddress != null
                && deliveryAddress
                        .chars()
                        .anyMatch(letter -> Character.isISOControl(letter) && letter != '\n' && letter != '\r')) {
            throw new Refused("deliveryAddress", "The address contains a control character; type it anew.");
        }
    }

    @Override
    public void takeInParts(String orderNumber) {
        orders.locked(orderNumber);
        orders.takeInParts(orderNumber);
    }

    @Override
    public long requestChangeApproval(String orderNumber) {
        return changes.request(orders.locked(orderNumber));
    }

    @Override
    public void reserve(String orderNumber) {
        if (orders.locked(orderNumber).state() == State.CONFIRMED) {
            stocks.reserve(orderNumber);
        }
    }

    @Override
    public void release(String orderNumber) {
        orders.locked(orderNumber);
        stocks.release(orderNumber);
    }

    @Override
    public SalesOrder change(String orderNumber, OrderChange change) {
        SalesOrder order = orders.locked(orderNumber);
        if (order.state() != State.PLACED && order.state() != State.CONFIRMED) {
            throw new Refused(
                    "Order " + orderNumber + " is " + order.state().code() + "; it cannot be changed any more.");
        }
        if (order.anythingShipped()) {
            throw new Refused("Goods of order " + orderNumber
                    + " have left already. What left is returned; for more, the customer places a new order.");
        }
        checkAddress(change.deliveryAddress());
        Days.check("wantedOn", change.wantedOn());
        if (change.wantedOn() != null && change.wantedOn().isBefore(workingTime.today())) {
            throw new Refused("wantedOn", "The day by which it is wanted is past.");
        }
        String address =
                change.deliveryAddress() == null || change.deliveryAddress().isBlank()
                        ? null
                        : change.deliveryAddress().strip();
        if (address == null && change.wantedOn() == null && change.quantities().isEmpty()) {
            throw new Refused("Say what is to be changed: the address, the day, or a quantity.");
        }
        List<ContractLine> agreed = contracts.get(order.contractNumber()).lines();
        change.quantities().forEach((position, quantity) -> {
            ContractLine line = agreed.stream()
                    .filter(candidate -> candidate.position() == position)
                    .findFirst()
                    .orElseThrow(() -> new Refused("lines", "Order " + orderNumber + " has no line " + position + "."));
            if (quantity < 1 || quantity > MOST_PIECES) {
                throw new Refused(
                        "lines",
                        "Line " + position + ": the quantity is between 1 and " + MOST_PIECES
                                + ". What is not wanted at all is left out by a new contract.");
            }
            orders.changeLine(orderNumber, position, quantity, priced(line, quantity));
        });
        stocks.release(orderNumber);
        orders.keep(orderNumber, List.of());
        orders.change(orderNumber, address, change.wantedOn());
        process.orderChanged(orderNumber);
        return orders.get(orderNumber);
    }

    /** At the price of the contract. */
    private static BigDecimal priced(ContractLine line, int quantity) {
        return line.amount()
                .multiply(BigDecimal.valueOf(quantity))
                .divide(BigDecimal.valueOf(line.quantity()), 2, RoundingMode.HALF_UP);
    }

    @Override
    public void cancel(String orderNumber, @Nullable String why) {
        checkCancellable(orderNumber);
        orders.keep(orderNumber, List.of());
        if (orders.move(orderNumber, State.CANCELLED, State.PLACED, State.CONFIRMED)) {
            orders.noteWhyCancelled(orderNumber, why == null || why.isBlank() ? null : why.strip());
        }
    }

    @Override
    public BigDecimal checkCancellable(String orderNumber) {
        SalesOrder order = orders.locked(orderNumber);
        for (Delivery delivery : deliveries.ofOrder(orderNumber)) {
            if (delivery.received() || delivery.underWay() && pickedUp(delivery)) {
                throw new Refused(
                        "Goods of order " + orderNumber
                                + " have left already. What left is returned, not cancelled: close the rest, or talk to the customer.");
            }
        }
        return prepayments.left(order.contractNumber());
    }

    /** Whatever the carrier told, it can only know of goods that it has. */
    private boolean pickedUp(Delivery delivery) {
        return !deliveries.events(delivery.number()).isEmpty();
    }

    @Override
    public void recallShipment(String orderNumber) {
        SalesOrder order = orders.locked(orderNumber);
        for (Delivery delivery : deliveries.ofOrder(orderNumber)) {
            if (delivery.underWay()) {
                if (pickedUp(delivery)) {
                    throw new Refused("The carrier has picked up delivery " + delivery.number() + " already.");
                }
                deliveries.end(delivery, "recalled");
                deliveries.lines(delivery.number()).forEach(line -> stocks.put(line.product(), line.quantity()));
            }
        }
        reserve(order.number());
    }

    @Override
    public void writeOff(String deliveryNumber) {
        String orderNumber = delivery(deliveryNumber).orderNumber();
        orders.locked(orderNumber);
        Delivery delivery = delivery(deliveryNumber);
        if (delivery.received()) {
            throw new Refused("Delivery " + deliveryNumber + " has arrived meanwhile; confirm it instead.");
        }
        deliveries.end(delivery, "lost");
    }

    @Override
    public void closeRest(String orderNumber) {
        orders.locked(orderNumber);
        List<Delivery> sent = deliveries.ofOrder(orderNumber);
        if (sent.stream().noneMatch(Delivery::received)) {
            throw new Refused("Nothing of order " + orderNumber + " has arrived: cancel it instead.");
        }
        if (sent.stream().anyMatch(Delivery::underWay)) {
            throw new Refused(
                    "Goods of order " + orderNumber + " are under way; close the rest when they have arrived.");
        }
        orders.closeLines(orderNumber);
        stocks.release(orderNumber);
        deliverWhenAllArrived(orderNumber);
    }

    @Override
    public void recordRefund(String orderNumber, @Nullable LocalDate refundedOn, @Nullable String bankReference) {
        SalesOrder order = orders.locked(orderNumber);
        if (refundedOn == null || refundedOn.isAfter(workingTime.today())) {
            throw new Refused("refundedOn", "Say on which day the money was paid back; not one to come.");
        }
        if (bankReference == null || bankReference.isBlank() || bankReference.length() > LONGEST_REFERENCE) {
            throw new Refused(
                    "refundReference", "Give the bank's number, at most " + LONGEST_REFERENCE + " characters.");
        }
        prepayments.paidBack(order.contractNumber(), refundedOn, bankReference.strip());
        orders.refund(orderNumber, refundedOn, bankReference.strip());
    }

    @Override
    public Delivery ship(String orderNumber, Shipment shipment) {
        SalesOrder order = orders.locked(orderNumber);
        List<Hold> holds = order.state() == State.PLACED || order.state() == State.CONFIRMED
                ? holdUnlessCovered(orderNumber)
                : List.of();
        if (!holds.isEmpty()) {
            if (order.state() == State.CONFIRMED) {
                events.publishEvent(new ShipmentStopped(orderNumber));
            }
            throw new Refused("Goods of order " + orderNumber + " must not leave now. "
                    + holds.stream()
                            .map(hold -> hold.kind().label() + ": " + hold.why())
                            .collect(Collectors.joining("; ")));
        }
        order = orders.get(orderNumber);
        if (order.state() != State.CONFIRMED) {
            throw new Refused("Order " + orderNumber + " is " + order.state().code() + ": nothing may leave.");
        }
        if (shipment.carrier().isBlank()) {
            throw new Refused("carrier", "Name the carrier.");
        }
        if (shipment.lines().isEmpty()) {
            throw new Refused("shippedLines", "At least one piece must leave.");
        }
        SalesOrder confirmed = order;
        List<JdbcDeliveries.PricedLine> priced =
                shipment.lines().stream().map(line -> priced(confirmed, line)).toList();
        shipment.lines().forEach(line -> {
            OrderLine ordered = lineOf(confirmed, line.position());
            stocks.take(ordered.product(), ordered.productName(), line.quantity());
            orders.ship(orderNumber, line.position(), line.quantity());
        });
        stocks.reserve(orderNumber);
        String number = deliveries.insert(order, shipment, priced, workingTime.today());
        return deliveries.find(number).orElseThrow();
    }

    private static JdbcDeliveries.PricedLine priced(SalesOrder order, Shipment.Line wanted) {
        OrderLine line = lineOf(order, wanted.position());
        if (wanted.quantity() < 1 || wanted.quantity() > line.open()) {
            throw new Refused(
                    "shippedLines",
                    "Line " + line.position() + ": of " + line.productName() + " at most " + line.open()
                            + " can leave now.");
        }
        return new JdbcDeliveries.PricedLine(
                line.position(), wanted.quantity(), JdbcDeliveries.share(line, wanted.quantity()));
    }

    private static OrderLine lineOf(SalesOrder order, int position) {
        return order.lines().stream()
                .filter(candidate -> candidate.position() == position)
                .findFirst()
                .orElseThrow(() ->
                        new Refused("shippedLines", "Order " + order.number() + " has no line " + position + "."));
    }

    @Override
    public boolean receive(
            String deliveryNumber, @Nullable LocalDate receivedOn, @Nullable String receivedBy, String proof) {
        String orderNumber = delivery(deliveryNumber).orderNumber();
        orders.locked(orderNumber);
        Delivery delivery = delivery(deliveryNumber);
        if (delivery.ended() != null) {
            throw new Refused("Delivery " + deliveryNumber + " was " + delivery.ended() + "; it cannot arrive.");
        }
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
        List<Delivery> sent = deliveries.ofOrder(orderNumber).stream()
                .filter(delivery -> delivery.ended() == null)
                .toList();
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
    public Optional<Invoice> invoice(String deliveryNumber) {
        Delivery delivery = delivery(deliveryNumber);
        orders.locked(delivery.orderNumber());
        Optional<Invoice> issued = invoices.ofDelivery(deliveryNumber);
        if (issued.isPresent()) {
            return issued;
        }
        if (!delivery.received()) {
            throw new Refused("Delivery " + deliveryNumber + " is under way; it is invoiced when it has arrived.");
        }
        String contractNumber =
                orders.find(delivery.orderNumber()).orElseThrow().contractNumber();
        Optional<Invoice> invoice =
                invoices.insert(deliveryNumber, contracts.get(contractNumber).paymentPlan());
        invoice.ifPresent(this::publish);
        return invoice;
    }

    private void publish(Invoice invoice) {
        events.publishEvent(new InvoiceIssued(
                invoice.number(),
                invoice.orderNumber(),
                invoice.customerId(),
                invoice.rep(),
                invoice.amount(),
                invoice.currency(),
                invoice.issuedOn(),
                invoice.dueOn(),
                invoice.instalments()));
    }

    @Override
    public List<Delivery> ofOrder(String orderNumber) {
        return deliveries.ofOrder(orderNumber);
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
        if (event.eventId() != null
                && (event.eventId().isBlank() || event.eventId().length() > MAX_NAME)) {
            throw new Refused("eventId", "The number of the report has 1 to " + MAX_NAME + " characters.");
        }
        orders.locked(delivery(deliveryNumber).orderNumber());
        Delivery delivery = delivery(deliveryNumber);
        Instant at = event.at();
        boolean older = deliveries.events(deliveryNumber).stream()
                .anyMatch(known -> known.at() != null && known.at().isAfter(at));
        if (!deliveries.remember(deliveryNumber, event)) {
            return Effect.ALREADY_KNOWN;
        }
        if (!delivery.underWay()) {
            return event.event().equals(ShipmentEvent.DELIVERED) || !older ? Effect.TOO_LATE : Effect.OUT_OF_ORDER;
        }
        if (ShipmentEvent.LOSSES.contains(event.event()) && !older) {
            process.shipmentLost(delivery.orderNumber(), event.event());
            return Effect.RECORDED;
        }
        if (!event.event().equals(ShipmentEvent.DELIVERED)) {
            return older ? Effect.OUT_OF_ORDER : Effect.RECORDED;
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
