package io.tradewind.collection;

import io.tradewind.calendar.WorkingTime;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The entries that give a receivable up, and those that take that back. Under the order's lock. */
@Repository
class WriteOffBook {

    private static final String INSERT =
            """
            INSERT INTO write_off_entry (write_off, invoice_number, amount, booked_on, why, payment_id, booked_at)
            VALUES (:number, :invoice, :amount, :on, :why, :payment, :at)
            RETURNING id
            """;

    private static final String LATEST =
            """
            SELECT w.number, sum(e.amount) AS amount
              FROM write_off w JOIN write_off_entry e ON e.write_off = w.number
             WHERE w.invoice_number = :invoice
             GROUP BY w.number HAVING sum(e.amount) > 0
             ORDER BY w.number DESC LIMIT 1
            """;

    private final JdbcClient jdbc;
    private final Receivables receivables;
    private final ApplicationEventPublisher events;
    private final WorkingTime workingTime;
    private final Clock clock;

    WriteOffBook(
            JdbcClient jdbc,
            Receivables receivables,
            ApplicationEventPublisher events,
            WorkingTime workingTime,
            Clock clock) {
        this.jdbc = jdbc;
        this.receivables = receivables;
        this.events = events;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    private record Standing(String number, BigDecimal amount) {}

    void writeOff(String number, Receivable receivable, BigDecimal amount, String why) {
        enter(number, receivable, amount, why, null);
    }

    /**
     * Takes back so much of what was given up, the latest first.
     *
     * @param paymentId what came after all
     * @return the receivable as it is then
     */
    Receivable takeBack(Receivable receivable, BigDecimal amount, String why, @Nullable Long paymentId) {
        Receivable now = receivable;
        BigDecimal left = amount;
        while (left.signum() > 0) {
            Standing latest = jdbc.sql(LATEST)
                    .param("invoice", receivable.invoiceNumber())
                    .query(Standing.class)
                    .single();
            BigDecimal part = left.min(latest.amount());
            now = enter(latest.number(), now, part.negate(), why, paymentId);
            left = left.subtract(part);
        }
        return now;
    }

    private Receivable enter(
            String number, Receivable receivable, BigDecimal amount, String why, @Nullable Long paymentId) {
        long id = jdbc.sql(INSERT)
                .param("number", number)
                .param("invoice", receivable.invoiceNumber())
                .param("amount", amount)
                .param("on", workingTime.today())
                .param("why", why)
                .param("payment", paymentId)
                .param("at", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        Receivable after = receivables.find(receivable.invoiceNumber()).orElseThrow();
        events.publishEvent(new ReceivableWrittenOff(
                id,
                number,
                receivable.invoiceNumber(),
                receivable.customerId(),
                receivable.rep(),
                amount,
                receivable.currency(),
                workingTime.today(),
                receivable.owedLess(after, amount)));
        return after;
    }
}
