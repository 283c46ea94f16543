package io.tradewind.collection;

import io.tradewind.order.PaidAmounts;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What payments have paid of invoices, and what was given up of them. */
@Repository
class PaidByPayments implements PaidAmounts {

    private static final String PAID =
            """
            SELECT invoice_number, sum(amount) AS paid FROM payment_allocation
             WHERE invoice_number = ANY(:invoices) GROUP BY invoice_number
            """;

    private static final String WRITTEN_OFF =
            """
            SELECT invoice_number, sum(amount) AS written_off FROM write_off_entry
             WHERE invoice_number = ANY(:invoices) GROUP BY invoice_number
            """;

    private final JdbcClient jdbc;

    PaidByPayments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, BigDecimal> paid(Collection<String> invoiceNumbers) {
        return sums(PAID, invoiceNumbers);
    }

    @Override
    public Map<String, BigDecimal> writtenOff(Collection<String> invoiceNumbers) {
        return sums(WRITTEN_OFF, invoiceNumbers);
    }

    private Map<String, BigDecimal> sums(String sql, Collection<String> invoiceNumbers) {
        Map<String, BigDecimal> sums = new HashMap<>();
        jdbc.sql(sql).param("invoices", invoiceNumbers.toArray(String[]::new)).query(row -> {
            sums.put(row.getString(1), row.getBigDecimal(2));
        });
        return sums;
    }
}
