package io.tradewind.order;

import io.tradewind.engine.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class CarrierReports implements Shipments {

    /** How far a carrier's clock may be ahead of ours. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private static final int MAX_NAME = 200;

    private final JdbcOrders orders;
    private final JdbcDeliveries deliveries;
    private final OrderWork work;
    private final OrderProcess process;
    private final Clock clock;
    private final ZoneId zone;

    CarrierReports(
            JdbcOrders orders,
            JdbcDeliveries deliveries,
            OrderWork work,
            OrderProcess process,
            Clock clock,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.work = work;
        this.process = process;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Optional<Delivery> find(String deliveryNumber) {
        return deliveries.find(deliveryNumber);
    }

    @Override
    public List<Delivery> ofOrder(String orderNumber) {
        return deliveries.ofOrder(orderNumber);
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
        orders.locked(known(deliveryNumber).orderNumber());
        Delivery delivery = known(deliveryNumber);
        Instant at = event.at();
        boolean older = deliveries.events(deliveryNumber).stream()
                .anyMatch(before -> before.at() != null && before.at().isAfter(at));
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
        work.receive(deliveryNumber, LocalDate.ofInstant(event.at(), zone), event.receivedBy(), "carrier");
        process.deliveryReceived(delivery.orderNumber());
        return Effect.RECORDED;
    }

    private Delivery known(String number) {
        return deliveries
                .find(number)
                .orElseThrow(() -> new Refused("deliveryNumber", "There is no delivery " + number + "."));
    }
}
