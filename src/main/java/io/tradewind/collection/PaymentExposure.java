package io.tradewind.collection;

import io.tradewind.credit.ExposureSource;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How customers pay, for whoever judges their credit; what they owe the order module tells. */
@Repository
@Transactional(readOnly = true)
class PaymentExposure implements ExposureSource {

    private static final String PREPAYMENTS =
            """
            SELECT coalesce(sum(p.amount - coalesce((SELECT sum(a.amount) FROM payment_allocation a
                                                      WHERE a.payment_id = p.id), 0)), 0)
              FROM payment p
             WHERE p.customer_id = ANY(:customers) AND p.currency = :currency
            """;

    /** Of each invoice the payment that settled it counts. */
    private static final String AVERAGE_DAYS_LATE =
            """
            SELECT round(avg(greatest(p.received_on - a.due_on, 0)))::integer
              FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
             WHERE p.customer_id = ANY(:customers) AND a.settles
            """;

    private final JdbcClient jdbc;
    private final String currency;

    PaymentExposure(JdbcClient jdbc, @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.currency = currency;
    }

    @Override
    public BigDecimal prepayments(Collection<Long> customerIds) {
        return jdbc.sql(PREPAYMENTS)
                .param("customers", customerIds.toArray(Long[]::new))
                .param("currency", currency)
                .query(BigDecimal.class)
                .single();
    }

    @Override
    public OptionalInt averageDaysLate(Collection<Long> customerIds) {
        Optional<Integer> average = jdbc.sql(AVERAGE_DAYS_LATE)
                .param("customers", customerIds.toArray(Long[]::new))
                .query((row, number) -> Optional.ofNullable(row.getObject(1, Integer.class)))
                .single();
        return average.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
