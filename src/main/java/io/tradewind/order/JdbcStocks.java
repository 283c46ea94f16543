package io.tradewind.order;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Products;
import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcStocks implements Stocks {

    private static final int MOST = 10_000_000;

    private static final String SELECT =
            """
            SELECT s.product, s.on_hand, s.expected_on,
                   (SELECT coalesce(sum(r.quantity), 0)::integer FROM stock_reservation r
                     WHERE r.product = s.product AND r.order_number <> :order) AS reserved
              FROM stock s
            """;

    private static final String COUNT =
            """
            INSERT INTO stock (product, on_hand, expected_on) VALUES (:product, :onHand, :expectedOn)
            ON CONFLICT (product) DO UPDATE
               SET on_hand = excluded.on_hand, expected_on = excluded.expected_on, version = stock.version + 1
            """;

    private static final String MOVE =
            "UPDATE stock SET on_hand = on_hand + :pieces, version = version + 1 WHERE product = :product";

    private static final String RESERVE =
            """
            INSERT INTO stock_reservation (order_number, product, quantity)
            SELECT l.order_number, l.product, sum(l.quantity - l.shipped - l.closed)
              FROM order_line l
             WHERE l.order_number = :order
             GROUP BY l.order_number, l.product
            HAVING sum(l.quantity - l.shipped - l.closed) > 0
            """;

    private static final String RELEASE = "DELETE FROM stock_reservation WHERE order_number = :order";

    private final JdbcClient jdbc;
    private final Products products;
    private final WorkingTime workingTime;

    JdbcStocks(JdbcClient jdbc, Products products, WorkingTime workingTime) {
        this.jdbc = jdbc;
        this.products = products;
        this.workingTime = workingTime;
    }

    @Override
    public List<Stock> all() {
        return jdbc.sql(SELECT + " ORDER BY s.product")
                .param("order", "")
                .query(Stock.class)
                .list();
    }

    @Override
    public Stock count(String product, int onHand, @Nullable LocalDate expectedOn) {
        String code = products.find(product)
                .orElseThrow(() -> new Refused("product", "There is no product '" + product + "'."))
                .code();
        if (onHand < 0 || onHand > MOST) {
            throw new Refused("onHand", "The count is between 0 and " + MOST + ".");
        }
        Days.check("expectedOn", expectedOn);
        Days.checkAhead("expectedOn", "More is expected on", expectedOn, workingTime.today());
        jdbc.sql(COUNT)
                .param("product", code)
                .param("onHand", onHand)
                .param("expectedOn", expectedOn, Types.DATE)
                .update();
        return find(code, "", "").orElseThrow();
    }

    /** What is missing of what the order still needs, per product; nobody else reserves it until the transaction ends. */
    Map<Stock, Integer> shortages(SalesOrder order) {
        Map<Stock, Integer> shortages = new java.util.LinkedHashMap<>();
        needed(order).forEach((product, pieces) -> find(product, order.number(), " FOR UPDATE OF s")
                .filter(stock -> stock.free() < pieces)
                .ifPresent(stock -> shortages.put(stock, pieces)));
        return shortages;
    }

    /** Always in one order, so that two orders never wait for each other. */
    private static Map<String, Integer> needed(SalesOrder order) {
        return order.lines().stream()
                .filter(line -> line.open() > 0)
                .collect(Collectors.groupingBy(
                        OrderLine::product, TreeMap::new, Collectors.summingInt(OrderLine::open)));
    }

    /** Reserves what the order still needs, no more and no less than that. */
    void reserve(String orderNumber) {
        release(orderNumber);
        jdbc.sql(RESERVE).param("order", orderNumber).update();
    }

    void release(String orderNumber) {
        jdbc.sql(RELEASE).param("order", orderNumber).update();
    }

    /** Takes pieces from the shelf, if its stock is kept. */
    void take(String product, String productName, int pieces) {
        find(product, "", " FOR UPDATE OF s").ifPresent(stock -> {
            if (stock.onHand() < pieces) {
                throw new Refused(
                        "shippedLines",
                        "By the stock only " + stock.onHand() + " of " + productName
                                + " are on the shelf. Ship those, or correct the stock on the page Orders.");
            }
            put(product, -pieces);
        });
    }

    /** Puts pieces back on the shelf, if its stock is kept. */
    void put(String product, int pieces) {
        jdbc.sql(MOVE).param("product", product).param("pieces", pieces).update();
    }

    private Optional<Stock> find(String product, String exceptOrder, String lock) {
        return jdbc.sql(SELECT + " WHERE s.product = :product" + lock)
                .param("product", product)
                .param("order", exceptOrder)
                .query(Stock.class)
                .optional();
    }
}
