package io.tradewind.collection;

import io.tradewind.order.PaidAmounts;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What payments have paid of invoices. */
@Repository
class PaidByPayments implements PaidAmounts {

    private static final String PAID =
            """
            SELECT invoice_number, sum(amount) AS paid FROM payment_allocation
             WHERE invoice_number = ANY(:invoices) GROUP BY invoice_number
            """;

    private final JdbcClient jdbc;

    PaidByPayments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, BigDecimal> paid(Collection<String> invoiceNumbers) {
        Map<String, BigDecimal> paid = new HashMap<>();
        jdbc.sql(PAID).param("invoices", invoiceNumbers.toArray(String[]::new)).query(row -> {
            paid.put(row.getString("invoice_number"), row.getBigDecimal("paid"));
        });
        return paid;
    }
}
