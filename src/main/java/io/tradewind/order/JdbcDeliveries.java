package io.tradewind.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcDeliveries {

    private static final String SELECT =
            """
            SELECT number, order_number, carrier, tracking_number, amount, shipped_on, received_on, received_by, proof,
                   ended
              FROM delivery
            """;

    private static final String INSERT =
            """
            INSERT INTO delivery (number, order_number, carrier, tracking_number, amount, shipped_on)
            VALUES ('S-' || :year || '-' || lpad(nextval('delivery_number')::text, 6, '0'), :orderNumber, :carrier,
                    :trackingNumber, :amount, :today)
            RETURNING number
            """;

    private static final String INSERT_LINE =
            """
            INSERT INTO delivery_line (delivery_number, position, quantity, amount)
            VALUES (:number, :position, :quantity, :amount)
            """;

    private static final String RECEIVE =
            """
            UPDATE delivery
               SET received_on = :receivedOn, received_by = :receivedBy, proof = :proof, version = version + 1
             WHERE number = :number AND received_on IS NULL AND ended IS NULL
            """;

    private static final String REMEMBER =
            """
            INSERT INTO shipment_event (delivery_number, event, at, event_id, received_by, taken_in_at)
            VALUES (:number, :event, :at, :eventId, :receivedBy, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String NOT_INVOICED =
            """
            SELECT coalesce(sum(t.amount), 0)
              FROM delivery d
              JOIN sales_order o ON o.number = d.order_number
              JOIN delivery_to_invoice t ON t.delivery_number = d.number
             WHERE o.customer_id IN (:ids) AND d.received_on IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.delivery_number = d.number)
            """;

    private static final String END =
            """
            UPDATE delivery SET ended = :how, version = version + 1
             WHERE number = :number AND received_on IS NULL AND ended IS NULL
            """;

    private static final String PUT_BACK =
            """
            UPDATE order_line o SET shipped = o.shipped - l.quantity
              FROM delivery_line l
             WHERE l.delivery_number = :number AND o.order_number = :order AND o.position = l.position
            """;

    private static final String LINES =
            """
            SELECT l.position, o.product, o.product_name, l.quantity
              FROM delivery_line l
              JOIN delivery d ON d.number = l.delivery_number
              JOIN order_line o ON o.order_number = d.order_number AND o.position = l.position
             WHERE l.delivery_number = :number
             ORDER BY l.position
            """;

    private static final String EVENTS =
            """
            SELECT event, at, received_by, event_id FROM shipment_event WHERE delivery_number = :number ORDER BY at, event
            """;

    /** What was delivered of a product. */
    record DeliveredLine(int position, String product, String productName, int quantity) {}

    /** A line of a delivery and what it is worth. */
    record PricedLine(int position, int quantity, BigDecimal amount) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcDeliveries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Delivery> find(String number) {
        return jdbc.sql(SELECT + " WHERE number = :number")
                .param("number", number)
                .query(Delivery.class)
                .optional();
    }

    List<Delivery> ofOrder(String orderNumber) {
        return jdbc.sql(SELECT + " WHERE order_number = :number ORDER BY number")
                .param("number", orderNumber)
                .query(Delivery.class)
                .list();
    }

    String insert(SalesOrder order, Shipment shipment, List<PricedLine> lines, LocalDate today) {
        String number = jdbc.sql(INSERT)
                .param("year", String.valueOf(today.getYear()))
                .param("orderNumber", order.number())
                .param("carrier", shipment.carrier().strip())
                .param("trackingNumber", shipment.trackingNumber())
                .param("amount", lines.stream().map(PricedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .param("today", today)
                .query(String.class)
                .single();
        for (PricedLine line : lines) {
            jdbc.sql(INSERT_LINE)
                    .param("number", number)
                    .param("position", line.position())
                    .param("quantity", line.quantity())
                    .param("amount", line.amount())
                    .update();
        }
        return number;
    }

    /**
     * What so many more pieces of a line are worth: the rounded share of everything shipped so far with them, less the
     * rounded share without, so that all parts of a line always add up to the line.
     */
    static BigDecimal share(OrderLine line, int quantity) {
        return upTo(line, line.shipped() + quantity).subtract(upTo(line, line.shipped()));
    }

    private static BigDecimal upTo(OrderLine line, int pieces) {
        return line.amount()
                .multiply(BigDecimal.valueOf(pieces))
                .divide(BigDecimal.valueOf(line.quantity()), 2, RoundingMode.HALF_UP);
    }

    /** @return whether this was the first proof */
    boolean receive(String number, LocalDate receivedOn, String receivedBy, String proof) {
        return jdbc.sql(RECEIVE)
                        .param("number", number)
                        .param("receivedOn", receivedOn)
                        .param("receivedBy", receivedBy)
                        .param("proof", proof)
                        .update()
                == 1;
    }

    /** @return whether it is new */
    boolean remember(String number, ShipmentEvent event) {
        return jdbc.sql(REMEMBER)
                        .param("number", number)
                        .param("event", event.event())
                        .param("at", Timestamp.from(Objects.requireNonNull(event.at())))
                        .param("eventId", event.eventId(), Types.VARCHAR)
                        .param("receivedBy", event.receivedBy(), Types.VARCHAR)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** It will never arrive: what it carried is to be shipped again. */
    boolean end(Delivery delivery, String how) {
        boolean ended = jdbc.sql(END)
                        .param("number", delivery.number())
                        .param("how", how)
                        .update()
                == 1;
        if (ended) {
            jdbc.sql(PUT_BACK)
                    .param("number", delivery.number())
                    .param("order", delivery.orderNumber())
                    .update();
        }
        return ended;
    }

    List<DeliveredLine> lines(String number) {
        return jdbc.sql(LINES)
                .param("number", number)
                .query(DeliveredLine.class)
                .list();
    }

    /** What the carrier told of it, in the order it happened. */
    List<ShipmentEvent> events(String number) {
        return jdbc.sql(EVENTS)
                .param("number", number)
                .query((row, index) -> new ShipmentEvent(
                        row.getString("event"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("received_by"),
                        row.getString("event_id")))
                .list();
    }

    BigDecimal notInvoiced(Collection<Long> customerIds) {
        return jdbc.sql(NOT_INVOICED)
                .param("ids", customerIds)
                .query(BigDecimal.class)
                .single();
    }
}
