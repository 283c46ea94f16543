package io.tradewind.order;

import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractLine;
import io.tradewind.credit.ExposureDocument;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcOrders implements Orders {

    private static final String SELECT =
            """
            SELECT number, contract_number, deal_number, customer_id, rep, amount, coalesce(agreed_amount, amount) AS agreed_amount, currency, payment_days,
                   delivery_address, prepayment, prepayment_received_on, prepayment_refunded_on, wanted_on, in_parts,
                   revision, state, cancelled_why, placed_on
              FROM sales_order
            """;

    private static final String LINES =
            """
            SELECT position, product, product_name, quantity, shipped, closed, amount
              FROM order_line
             WHERE order_number = :number
             ORDER BY position
            """;

    private static final String INSERT =
            """
            INSERT INTO sales_order (number, contract_number, deal_number, customer_id, rep, amount, agreed_amount, currency,
                                     payment_days, delivery_address, wanted_on, placed_on)
            VALUES ('O-' || :year || '-' || lpad(nextval('order_number')::text, 6, '0'), :contractNumber, :dealNumber,
                    :customerId, :rep, :amount, :amount, :currency, :paymentDays, :deliveryAddress, :wantedOn, :today)
            RETURNING number
            """;

    private static final String INSERT_LINE =
            """
            INSERT INTO order_line (order_number, position, product, product_name, quantity, amount)
            VALUES (:number, :position, :product, :productName, :quantity, :amount)
            """;

    private static final String MOVE =
            """
            UPDATE sales_order
               SET state = :to, version = version + 1
             WHERE number = :number AND state IN (:from)
            """;

    private static final String AGREE_PREPAYMENT =
            "UPDATE sales_order SET prepayment = :amount, version = version + 1 WHERE number = :number AND prepayment <> :amount";

    private static final String PREPAID =
            """
            UPDATE sales_order SET prepayment_received_on = :on, version = version + 1
             WHERE number = :number AND prepayment_received_on IS NULL
            """;

    private static final String CLEAR =
            """
            UPDATE sales_order
               SET delivery_address = coalesce(:deliveryAddress, delivery_address),
                   version = version + 1
             WHERE number = :number
            """;

    private static final String SHIP_LINE =
            """
            UPDATE order_line SET shipped = shipped + :quantity WHERE order_number = :number AND position = :position
            """;

    private static final String CLOSE_LINES =
            "UPDATE order_line SET closed = quantity - shipped WHERE order_number = :number AND quantity > shipped + closed";

    private static final String CHANGE_LINE =
            """
            UPDATE order_line SET quantity = :quantity, amount = :amount
             WHERE order_number = :number AND position = :position
            """;

    private static final String CHANGE =
            """
            UPDATE sales_order
               SET amount = (SELECT sum(l.amount) FROM order_line l WHERE l.order_number = number),
                   delivery_address = coalesce(:deliveryAddress, delivery_address),
                   wanted_on = coalesce(:wantedOn, wanted_on),
                   state = 'placed', revision = revision + 1, version = version + 1
             WHERE number = :number AND state IN ('placed', 'confirmed')
            """;

    private static final String TAKE_IN_PARTS =
            "UPDATE sales_order SET in_parts = true, version = version + 1 WHERE number = :number";

    private static final String REFUND =
            """
            UPDATE sales_order
               SET prepayment_received_on = coalesce(prepayment_received_on, :on), prepayment_refunded_on = :on, prepayment_refund_reference = :reference, version = version + 1
             WHERE number = :number AND prepayment_refunded_on IS NULL
            """;

    /** What people look after: open orders, and of the others the newest. */
    private static final String LATEST =
            """
             WHERE :key OR rep = ANY(:reps)
             ORDER BY state IN ('placed', 'confirmed') DESC, wanted_on NULLS LAST, placed_on DESC, number DESC
             LIMIT 500
            """;

    /** The part of confirmed orders that has not arrived yet; of held ones only what is under way. */
    private static final String OPEN_AMOUNT =
            """
            SELECT coalesce(sum(
                     CASE WHEN o.state = 'confirmed' THEN o.amount
                          ELSE coalesce((SELECT sum(d.amount) FROM delivery d
                                           WHERE d.order_number = o.number AND d.ended IS NULL), 0) END
                     - coalesce((SELECT sum(d.amount) FROM delivery d
                                  WHERE d.order_number = o.number AND d.received_on IS NOT NULL), 0)), 0)
              FROM sales_order o
             WHERE o.customer_id IN (:ids) AND o.state IN ('placed', 'confirmed')
            """;

    private static final String OPEN_DOCUMENTS =
            """
            SELECT o.number, o.customer_id, o.state,
                   o.amount - coalesce((SELECT sum(d.amount) FROM delivery d
                                         WHERE d.order_number = o.number AND d.received_on IS NOT NULL), 0) AS open
              FROM sales_order o
             WHERE o.customer_id IN (:ids) AND o.state IN ('placed', 'confirmed')
             ORDER BY o.placed_on, o.number
            """;

    private static final String INVOICED_SINCE =
            """
            SELECT coalesce((SELECT sum(amount) FROM invoice WHERE customer_id IN (:ids) AND issued_on >= :from), 0)
                   - coalesce((SELECT sum(amount) FROM credit_note WHERE customer_id IN (:ids) AND issued_on >= :from), 0)
            """;

    private static final String TO_BE_SHIPPED =
            """
            SELECT o.number
              FROM sales_order o
             WHERE o.customer_id IN (:ids) AND o.state = 'confirmed'
               AND EXISTS (SELECT 1 FROM order_line l WHERE l.order_number = o.number AND l.shipped + l.closed < l.quantity)
             ORDER BY o.placed_on, o.number
               FOR UPDATE
            """;

    private final JdbcClient jdbc;

    JdbcOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<SalesOrder> find(String number) {
        return one(" WHERE number = :key", number);
    }

    @Override
    public SalesOrder get(String number) {
        return find(number).orElseThrow(() -> new Refused("orderNumber", "There is no order " + number + "."));
    }

    @Override
    public List<PlacedOrder> placedBy(Collection<Long> customerIds) {
        return jdbc.sql(
                        """
                        SELECT customer_id, number, deal_number, placed_on AS day, state = 'cancelled' AS cancelled
                          FROM sales_order WHERE customer_id = ANY(:ids)
                        """)
                .param("ids", customerIds.toArray(Long[]::new))
                .query((row, number) -> new PlacedOrder(
                        row.getLong("customer_id"),
                        row.getString("number"),
                        row.getString("deal_number"),
                        row.getObject("day", java.time.LocalDate.class),
                        row.getBoolean("cancelled")))
                .list();
    }

    @Override
    public List<SalesOrder> ofDeal(String dealNumber) {
        return jdbc.sql(SELECT + " WHERE deal_number = :key ORDER BY placed_on, number")
                .param("key", dealNumber)
                .query(this::order)
                .list();
    }

    Optional<SalesOrder> ofContract(String contractNumber) {
        return one(" WHERE contract_number = :key", contractNumber);
    }

    /** The order, which nobody else changes until the end of the transaction. */
    SalesOrder locked(String number) {
        return one(" WHERE number = :key FOR UPDATE", number)
                .orElseThrow(() -> new Refused("orderNumber", "There is no order " + number + "."));
    }

    private Optional<SalesOrder> one(String where, String key) {
        return jdbc.sql(SELECT + where).param("key", key).query(this::order).optional();
    }

    SalesOrder insert(Contract contract, LocalDate today) {
        String number = jdbc.sql(INSERT)
                .param("year", String.valueOf(today.getYear()))
                .param("contractNumber", contract.number())
                .param("dealNumber", contract.dealNumber())
                .param("customerId", contract.customerId())
                .param("rep", contract.rep())
                .param("amount", contract.total())
                .param("currency", contract.currency())
                .param("paymentDays", contract.paymentDays())
                .param("deliveryAddress", contract.deliveryAddress())
                .param("wantedOn", contract.deliverBy(), Types.DATE)
                .param("today", today)
                .query(String.class)
                .single();
        for (ContractLine line : contract.lines()) {
            jdbc.sql(INSERT_LINE)
                    .param("number", number)
                    .param("position", line.position())
                    .param("product", line.product())
                    .param("productName", line.productName())
                    .param("quantity", line.quantity())
                    .param("amount", line.amount())
                    .update();
        }
        return get(number);
    }

    /** @return whether it was in one of these states */
    boolean move(String number, SalesOrder.State to, SalesOrder.State... from) {
        return jdbc.sql(MOVE)
                        .param("number", number)
                        .param("to", to.code())
                        .param(
                                "from",
                                List.of(from).stream()
                                        .map(SalesOrder.State::code)
                                        .toList())
                        .update()
                == 1;
    }

    void noteWhyCancelled(String number, @Nullable String why) {
        jdbc.sql("UPDATE sales_order SET cancelled_why = :why WHERE number = :number")
                .param("number", number)
                .param("why", why)
                .update();
    }

    void agreePrepayment(String number, BigDecimal amount) {
        jdbc.sql(AGREE_PREPAYMENT)
                .param("number", number)
                .param("amount", amount)
                .update();
    }

    void prepaid(String number, LocalDate on) {
        jdbc.sql(PREPAID).param("number", number).param("on", on).update();
    }

    void clear(String number, @Nullable String deliveryAddress) {
        jdbc.sql(CLEAR)
                .param("number", number)
                .param("deliveryAddress", deliveryAddress, Types.VARCHAR)
                .update();
    }

    void ship(String number, int position, int quantity) {
        jdbc.sql(SHIP_LINE)
                .param("number", number)
                .param("position", position)
                .param("quantity", quantity)
                .update();
    }

    /** Gives up what has not left. */
    void closeLines(String number) {
        jdbc.sql(CLOSE_LINES).param("number", number).update();
    }

    void changeLine(String number, int position, int quantity, BigDecimal amount) {
        jdbc.sql(CHANGE_LINE)
                .param("number", number)
                .param("position", position)
                .param("quantity", quantity)
                .param("amount", amount)
                .update();
    }

    /** Sums up the changed lines; the order has to be confirmed anew. */
    void change(String number, @Nullable String deliveryAddress, @Nullable LocalDate wantedOn) {
        jdbc.sql(CHANGE)
                .param("number", number)
                .param("deliveryAddress", deliveryAddress, Types.VARCHAR)
                .param("wantedOn", wantedOn, Types.DATE)
                .update();
    }

    void takeInParts(String number) {
        jdbc.sql(TAKE_IN_PARTS).param("number", number).update();
    }

    void refund(String number, LocalDate on, String reference) {
        jdbc.sql(REFUND)
                .param("number", number)
                .param("on", on)
                .param("reference", reference)
                .update();
    }

    @Override
    public List<Hold> holds(String number) {
        return jdbc.sql("SELECT kind, why FROM order_hold WHERE order_number = :number ORDER BY kind, why")
                .param("number", number)
                .query((row, index) -> new Hold(
                        Hold.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("why")))
                .list();
    }

    void keep(String number, List<Hold> holds) {
        jdbc.sql("DELETE FROM order_hold WHERE order_number = :number")
                .param("number", number)
                .update();
        holds.forEach(hold -> jdbc.sql("INSERT INTO order_hold (order_number, kind, why) VALUES (:number, :kind, :why)")
                .param("number", number)
                .param("kind", hold.kind().name().toLowerCase(Locale.ROOT))
                .param("why", hold.why())
                .update());
    }

    @Override
    public List<SalesOrder> latest() {
        return latest(true, List.of());
    }

    @Override
    public List<SalesOrder> latestOf(Collection<String> reps) {
        return latest(false, reps);
    }

    private List<SalesOrder> latest(boolean all, Collection<String> reps) {
        return jdbc.sql(SELECT + LATEST)
                .param("key", all)
                .param("reps", reps.toArray(String[]::new))
                .query(this::order)
                .list();
    }

    /** Confirmed orders of which something has not left yet, the oldest first; nobody else changes them meanwhile. */
    List<String> toBeShipped(Collection<Long> customerIds) {
        return jdbc.sql(TO_BE_SHIPPED)
                .param("ids", customerIds)
                .query(String.class)
                .list();
    }

    BigDecimal invoicedSince(Collection<Long> customerIds, LocalDate from) {
        return jdbc.sql(INVOICED_SINCE)
                .param("ids", customerIds)
                .param("from", from)
                .query(BigDecimal.class)
                .single();
    }

    /** Orders that are not delivered yet, held ones too, with what has not arrived. */
    List<ExposureDocument> openDocuments(Collection<Long> customerIds) {
        return jdbc.sql(OPEN_DOCUMENTS)
                .param("ids", customerIds)
                .query((row, number) -> new ExposureDocument(
                        row.getString("state").equals("confirmed") ? "Open orders" : "Held orders (not in the sum)",
                        row.getString("number"),
                        row.getLong("customer_id"),
                        row.getBigDecimal("open"),
                        null,
                        "/orders/" + row.getString("number")))
                .list();
    }

    BigDecimal openAmount(Collection<Long> customerIds) {
        return jdbc.sql(OPEN_AMOUNT)
                .param("ids", customerIds)
                .query(BigDecimal.class)
                .single();
    }

    private SalesOrder order(ResultSet row, int index) throws SQLException {
        String number = row.getString("number");
        return new SalesOrder(
                number,
                row.getString("contract_number"),
                row.getString("deal_number"),
                row.getLong("customer_id"),
                row.getString("rep"),
                row.getBigDecimal("amount"),
                row.getBigDecimal("agreed_amount"),
                row.getString("currency"),
                row.getInt("payment_days"),
                row.getString("delivery_address"),
                row.getBigDecimal("prepayment"),
                row.getObject("prepayment_received_on", LocalDate.class),
                row.getObject("prepayment_refunded_on", LocalDate.class),
                row.getObject("wanted_on", LocalDate.class),
                row.getBoolean("in_parts"),
                row.getInt("revision"),
                SalesOrder.State.of(row.getString("state")),
                row.getString("cancelled_why"),
                row.getObject("placed_on", LocalDate.class),
                jdbc.sql(LINES).param("number", number).query(OrderLine.class).list());
    }
}
