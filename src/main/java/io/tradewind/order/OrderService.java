package io.tradewind.order;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractLine;
import io.tradewind.contract.Contracts;
import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import io.tradewind.order.SalesOrder.State;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class OrderService implements OrderWork, OrderChanges {

    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_REFERENCE = 100;
    private static final int MOST_PIECES = 1_000_000;

    private final JdbcOrders orders;
    private final JdbcDeliveries deliveries;
    private final JdbcInvoices invoices;
    private final JdbcStocks stocks;
    private final OrderHolds holds;
    private final ChangeApprovals changes;
    private final Contracts contracts;
    private final Prepayments prepayments;
    private final OrderProcess process;
    private final WorkingTime workingTime;
    private final ApplicationEventPublisher events;

    OrderService(
            JdbcOrders orders,
            JdbcDeliveries deliveries,
            JdbcInvoices invoices,
            JdbcStocks stocks,
            OrderHolds holds,
            ChangeApprovals changes,
            Contracts contracts,
            Prepayments prepayments,
            OrderProcess process,
            WorkingTime workingTime,
            ApplicationEventPublisher events) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.invoices = invoices;
        this.stocks = stocks;
        this.holds = holds;
        this.changes = changes;
        this.contracts = contracts;
        this.prepayments = prepayments;
        this.process = process;
        this.workingTime = workingTime;
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
        return holds.confirmUnlessHeld(orderNumber);
    }

    @Override
    public List<Hold> holdUnlessCovered(String orderNumber) {
        return holds.holdUnlessCovered(orderNumber);
    }

    @Override
    public void prepaymentBooked(String contractNumber) {
        holds.prepaymentBooked(contractNumber);
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
        Days.checkAhead("wantedOn", "Wanted by", change.wantedOn(), workingTime.today());
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
        List<Hold> found = order.state() == State.PLACED || order.state() == State.CONFIRMED
                ? holds.holdUnlessCovered(orderNumber)
                : List.of();
        if (!found.isEmpty()) {
            if (order.state() == State.CONFIRMED) {
                events.publishEvent(new ShipmentStopped(orderNumber));
            }
            throw new Refused("Goods of order " + orderNumber + " must not leave now. "
                    + found.stream()
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

    private Delivery delivery(String number) {
        return deliveries
                .find(number)
                .orElseThrow(() -> new Refused("deliveryNumber", "There is no delivery " + number + "."));
    }
}
