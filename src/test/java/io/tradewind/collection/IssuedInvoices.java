package io.tradewind.collection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Invoices as the order module leaves them behind, without the way there. */
public class IssuedInvoices {

    /** The rep they belong to. */
    public static final String REP = "darcel-schlecht";

    private static final AtomicInteger NUMBER = new AtomicInteger(700_000);

    private final JdbcClient jdbc;

    public IssuedInvoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An order without invoices. */
    public String newOrder(long customerId) {
        String number = "O-2026-" + NUMBER.incrementAndGet();
        jdbc.sql(
                        """
                        INSERT INTO sales_order (number, contract_number, deal_number, customer_id, rep, amount, currency,
                                                 payment_days, state, placed_on)
                        VALUES (:number, :number, 'D-2025-000001', :customer, :rep, 0, 'USD', 30, 'delivered', '2026-01-01')
                        """)
                .param("number", number)
                .param("customer", customerId)
                .param("rep", REP)
                .update();
        return number;
    }

    /** @return the invoice's number */
    public String issue(String orderNumber, long customerId, String amount, LocalDate dueOn) {
        String number = "I-2026-" + NUMBER.incrementAndGet();
        jdbc.sql(
                        """
                        WITH sent AS (
                          INSERT INTO delivery (number, order_number, carrier, amount, shipped_on)
                          VALUES (:number, :order, 'Carrier', :amount, :issuedOn))
                        INSERT INTO invoice (number, order_number, delivery_number, customer_id, rep, amount, currency,
                                             issued_on, due_on)
                        VALUES (:number, :order, :number, :customer, :rep, :amount, 'USD', :issuedOn, :dueOn)
                        """)
                .param("number", number)
                .param("order", orderNumber)
                .param("customer", customerId)
                .param("rep", REP)
                .param("amount", new BigDecimal(amount))
                .param("issuedOn", dueOn.minusDays(30))
                .param("dueOn", dueOn)
                .update();
        return number;
    }

    /**
     * @param parts due day → amount
     * @return the invoice's number
     */
    public String issueInInstalments(String orderNumber, long customerId, Map<LocalDate, String> parts) {
        TreeMap<LocalDate, String> inOrder = new TreeMap<>(parts);
        BigDecimal amount = inOrder.values().stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        String number = issue(orderNumber, customerId, amount.toPlainString(), inOrder.lastKey());
        int instalment = 0;
        for (Map.Entry<LocalDate, String> part : inOrder.entrySet()) {
            jdbc.sql("INSERT INTO invoice_instalment (invoice_number, number, amount, due_on) VALUES (?, ?, ?, ?)")
                    .params(number, ++instalment, new BigDecimal(part.getValue()), part.getKey())
                    .update();
        }
        return number;
    }
}
