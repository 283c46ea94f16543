package io.tradewind.collection;

import io.tradewind.credit.ExposureDocument;
import io.tradewind.credit.ExposureSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
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

    /** Of each invoice the payment that settled it counts, unless the bank took it back. */
    private static final String AVERAGE_DAYS_LATE =
            """
            SELECT round(avg(greatest(p.received_on - a.due_on, 0)))::integer
              FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
             WHERE p.customer_id = ANY(:customers) AND a.settles
               AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses = p.id)
            """;

    private static final String WRITTEN_OFF =
            """
            SELECT coalesce(sum(e.amount), 0)
              FROM write_off w JOIN write_off_entry e ON e.write_off = w.number
             WHERE w.customer_id = ANY(:customers) AND w.currency = :currency
               AND (SELECT min(f.booked_on) FROM write_off_entry f WHERE f.write_off = w.number) >= :from
            """;

    private final JdbcClient jdbc;
    private final PaymentStore store;
    private final BookedPrepayments booked;
    private final String currency;

    PaymentExposure(
            JdbcClient jdbc,
            PaymentStore store,
            BookedPrepayments booked,
            @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.store = store;
        this.booked = booked;
        this.currency = currency;
    }

    @Override
    public BigDecimal prepayments(Collection<Long> customerIds) {
        return store.prepayments(customerIds.toArray(Long[]::new), currency);
    }

    @Override
    public BigDecimal prepaid(String subject) {
        return booked.received(subject);
    }

    /** What is on account; taken off the sum. */
    @Override
    public List<ExposureDocument> documents(Collection<Long> customerIds) {
        return store.prepaid(customerIds.toArray(Long[]::new), currency);
    }

    @Override
    public BigDecimal writtenOffSince(Collection<Long> customerIds, LocalDate from) {
        return jdbc.sql(WRITTEN_OFF)
                .param("customers", customerIds.toArray(Long[]::new))
                .param("currency", currency)
                .param("from", from)
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
