package io.tradewind.order;

import io.tradewind.customer.TimelineBound;
import io.tradewind.customer.TimelineEntry;
import io.tradewind.customer.TimelineKind;
import io.tradewind.customer.TimelineRows;
import io.tradewind.customer.TimelineRows.Told;
import io.tradewind.customer.TimelineSource;
import io.tradewind.engine.variables.Shown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a customer ordered, got, sent back and was asked to pay. */
@Component
class OrdersOnTimeline implements TimelineSource {

    private static final String ORDERS =
            """
            SELECT placed_on AS at, number AS key, number, contract_number, amount, currency, state, rep
              FROM sales_order
             WHERE customer_id = :customer AND (placed_on, number COLLATE "C") < (:day, :text COLLATE "C")
             ORDER BY placed_on DESC, number COLLATE "C" DESC LIMIT :count
            """;

    private static final String DELIVERIES =
            """
            SELECT shipped_on AS at, number AS key, number, order_number, carrier, received_on, received_by, ended
              FROM delivery
             WHERE customer_id = :customer AND (shipped_on, number COLLATE "C") < (:day, :text COLLATE "C")
             ORDER BY shipped_on DESC, number COLLATE "C" DESC LIMIT :count
            """;

    private static final String RETURNS =
            """
            SELECT announced_on AS at, number AS key, number, delivery_number, order_number, reason, state, announced_by
              FROM goods_return
             WHERE customer_id = :customer AND (announced_on, number COLLATE "C") < (:day, :text COLLATE "C")
             ORDER BY announced_on DESC, number COLLATE "C" DESC LIMIT :count
            """;

    private static final String INVOICES =
            """
            SELECT issued_on AS at, number AS key, number, order_number, amount, currency, due_on
              FROM invoice
             WHERE customer_id = :customer AND (issued_on, number COLLATE "C") < (:day, :text COLLATE "C")
             ORDER BY issued_on DESC, number COLLATE "C" DESC LIMIT :count
            """;

    private static final String CREDIT_NOTES =
            """
            SELECT issued_on AS at, number AS key, number, invoice_number, order_number, amount, currency, reason,
                   issued_by
              FROM credit_note
             WHERE customer_id = :customer AND (issued_on, number COLLATE "C") < (:day, :text COLLATE "C")
             ORDER BY issued_on DESC, number COLLATE "C" DESC LIMIT :count
            """;

    private final TimelineRows rows;

    OrdersOnTimeline(TimelineRows rows) {
        this.rows = rows;
    }

    @Override
    public Set<TimelineKind> kinds() {
        return Set.of(
                TimelineKind.ORDER,
                TimelineKind.DELIVERY,
                TimelineKind.RETURN,
                TimelineKind.INVOICE,
                TimelineKind.CREDIT_NOTE);
    }

    @Override
    public List<TimelineEntry> newest(TimelineKind kind, long customerId, TimelineBound below, int count) {
        return switch (kind) {
            case ORDER -> rows.days(kind, ORDERS, customerId, below, count, OrdersOnTimeline::order);
            case DELIVERY -> rows.days(kind, DELIVERIES, customerId, below, count, OrdersOnTimeline::delivery);
            case RETURN -> rows.days(kind, RETURNS, customerId, below, count, OrdersOnTimeline::goodsReturn);
            case INVOICE -> rows.days(kind, INVOICES, customerId, below, count, OrdersOnTimeline::invoice);
            default -> rows.days(kind, CREDIT_NOTES, customerId, below, count, OrdersOnTimeline::creditNote);
        };
    }

    private static Told order(ResultSet row) throws SQLException {
        return new Told(
                "Order " + row.getString("number") + ", " + row.getString("state"),
                money(row) + ", contract " + row.getString("contract_number"),
                row.getString("rep"),
                page(row.getString("number")));
    }

    private static Told delivery(ResultSet row) throws SQLException {
        String ended = row.getString("ended");
        String received = row.getString("received_on");
        return new Told(
                "Delivery " + row.getString("number") + " left with " + row.getString("carrier"),
                "order " + row.getString("order_number")
                        + (ended != null
                                ? ", " + ended
                                : received == null
                                        ? ", under way"
                                        : ", received on " + received + " by " + row.getString("received_by")),
                null,
                page(row.getString("order_number")));
    }

    private static Told goodsReturn(ResultSet row) throws SQLException {
        return new Told(
                "Return " + row.getString("number") + ", " + row.getString("state"),
                "of delivery " + row.getString("delivery_number") + ": " + row.getString("reason"),
                row.getString("announced_by"),
                page(row.getString("order_number")));
    }

    private static Told invoice(ResultSet row) throws SQLException {
        return new Told(
                "Invoice " + row.getString("number"),
                money(row) + ", due on " + row.getString("due_on"),
                null,
                page(row.getString("order_number")));
    }

    private static Told creditNote(ResultSet row) throws SQLException {
        return new Told(
                "Credit note " + row.getString("number"),
                money(row) + " off invoice " + row.getString("invoice_number") + ": " + row.getString("reason"),
                row.getString("issued_by"),
                page(row.getString("order_number")));
    }

    private static String money(ResultSet row) throws SQLException {
        return Shown.money(row.getBigDecimal("amount")) + " " + row.getString("currency");
    }

    private static String page(String orderNumber) {
        return "/orders/" + orderNumber;
    }
}
