package io.tradewind.order;

import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractLine;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
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
            SELECT number, contract_number, deal_number, customer_id, rep, amount, currency, payment_days, delivery_address,
                   prepayment, prepayment_received_on, state, placed_on
              FROM sales_order
            """;

    private static final String LINES =
            """
            SELECT position, product, product_name, quantity, shipped, amount
              FROM order_line
             WHERE order_number = :number
             ORDER BY position
            """;

    private static final String INSERT =
            """
            INSERT INTO sales_order (number, contract_number, deal_number, customer_id, rep, amount, currency, payment_days,
                                     delivery_address, placed_on)
            VALUES ('O-' || :year || '-' || lpad(nextval('order_number')::text, 6, '0'), :contractNumber, :dealNumber,
                    :customerId, :rep, :amount, :currency, :paymentDays, :deliveryAddress, :today)
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

    private static final String CLEAR =
            """
            UPDATE sales_order
               SET delivery_address = coalesce(:deliveryAddress, delivery_address),
                   prepayment_received_on = coalesce(:receivedOn, prepayment_received_on),
                   version = version + 1
             WHERE number = :number
            """;

    private static final String SHIP_LINE =
            """
            UPDATE order_line SET shipped = shipped + :quantity WHERE order_number = :number AND position = :position
            """;

    /** The part of confirmed orders that has not arrived yet. */
    private static final String OPEN_AMOUNT =
            """
            SELECT coalesce(sum(o.amount - coalesce(
                     (SELECT sum(d.amount) FROM delivery d WHERE d.order_number = o.number AND d.received_on IS NOT NULL), 0)), 0)
              FROM sales_order o
             WHERE o.customer_id IN (:ids) AND o.state = 'confirmed'
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

    void agreePrepayment(String number, BigDecimal amount) {
        jdbc.sql(AGREE_PREPAYMENT)
                .param("number", number)
                .param("amount", amount)
                .update();
    }

    void clear(String number, @Nullable String deliveryAddress, @Nullable LocalDate prepaymentReceivedOn) {
        jdbc.sql(CLEAR)
                .param("number", number)
                .param("deliveryAddress", deliveryAddress)
                .param("receivedOn", prepaymentReceivedOn)
                .update();
    }

    void ship(String number, int position, int quantity) {
        jdbc.sql(SHIP_LINE)
                .param("number", number)
                .param("position", position)
                .param("quantity", quantity)
                .update();
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
                row.getString("currency"),
                row.getInt("payment_days"),
                row.getString("delivery_address"),
                row.getBigDecimal("prepayment"),
                row.getObject("prepayment_received_on", LocalDate.class),
                SalesOrder.State.of(row.getString("state")),
                row.getObject("placed_on", LocalDate.class),
                jdbc.sql(LINES).param("number", number).query(OrderLine.class).list());
    }
}
