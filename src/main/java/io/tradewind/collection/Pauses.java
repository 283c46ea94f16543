package io.tradewind.collection;

import io.tradewind.engine.Acting;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Promises, disputes and holds. */
@Repository
class Pauses {

    private static final String OPEN =
            """
            SELECT id, kind, invoice_number, promised_on FROM promise
             WHERE order_number = :order AND state = 'open' ORDER BY id
            """;

    private static final String ALL_OPEN =
            """
            SELECT id, kind, invoice_number, promised_on FROM promise WHERE state = 'open' ORDER BY id
            """;

    private static final String INSERT =
            """
            INSERT INTO promise (kind, order_number, invoice_number, promised_on, promised_amount, open_then, owner, reason,
                                 noted_by, noted_at)
            VALUES (:kind, :order, :invoice, :promisedOn, :promisedAmount, :open, :owner, :reason, :by, :at)
            """;

    private static final String CLOSE =
            """
            UPDATE promise SET state = :state, closed_at = :at, version = version + 1
             WHERE invoice_number = :invoice AND kind = :kind AND state = 'open'
            """;

    private static final String CLOSE_PAID =
            """
            UPDATE promise SET state = CASE kind WHEN 'promise' THEN 'kept' ELSE 'settled' END, closed_at = :at,
                               version = version + 1
             WHERE invoice_number = :invoice AND state = 'open'
            """;

    private static final String KEEP =
            """
            UPDATE promise SET state = 'kept', closed_at = :at, version = version + 1
             WHERE invoice_number = :invoice AND kind = 'promise' AND state = 'open'
               AND open_then - :open >= promised_amount
            """;

    private static final String SETTLE =
            """
            UPDATE promise SET state = 'settled', outcome = :outcome, closed_at = :at, version = version + 1
             WHERE invoice_number = :invoice AND kind = 'dispute' AND state = 'open'
            RETURNING id
            """;

    private static final String BREAK =
            """
            UPDATE promise SET state = 'broken', closed_at = :at, version = version + 1
             WHERE order_number = :order AND kind = 'promise' AND state = 'open' AND promised_on < :today
            """;

    private static final String LAST_BROKEN =
            """
            SELECT max(id) FROM promise WHERE invoice_number = :invoice AND state = 'broken'
            """;

    private final JdbcClient jdbc;
    private final Acting acting;
    private final Clock clock;

    Pauses(JdbcClient jdbc, Acting acting, Clock clock) {
        this.jdbc = jdbc;
        this.acting = acting;
        this.clock = clock;
    }

    List<Pause> openOf(String orderNumber) {
        return jdbc.sql(OPEN).param("order", orderNumber).query(Pauses::pause).list();
    }

    List<Pause> allOpen() {
        return jdbc.sql(ALL_OPEN).query(Pauses::pause).list();
    }

    void promise(Receivable receivable, LocalDate promisedOn, BigDecimal amount, @Nullable String reason) {
        close(receivable.invoiceNumber(), "promise", "replaced");
        insert("promise", receivable, promisedOn, amount, reason);
    }

    void hold(Receivable receivable, String reason) {
        close(receivable.invoiceNumber(), "hold", "replaced");
        insert("hold", receivable, null, null, reason);
    }

    /** @return whether there was one */
    boolean liftHold(String invoiceNumber) {
        return close(invoiceNumber, "hold", "settled") > 0;
    }

    /** Some money came: a promise of no more than that is kept. */
    void paidPart(String invoiceNumber, BigDecimal openNow) {
        jdbc.sql(KEEP)
                .param("invoice", invoiceNumber)
                .param("open", openNow)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    void dispute(Receivable receivable, String reason) {
        close(receivable.invoiceNumber(), "dispute", "replaced");
        insert("dispute", receivable, null, null, reason);
    }

    /** @return its id, if there was one */
    Optional<Long> settleDispute(String invoiceNumber, String outcome) {
        return jdbc.sql(SETTLE)
                .param("invoice", invoiceNumber)
                .param("outcome", outcome)
                .param("at", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional();
    }

    /** The invoice is paid in full: promises are kept, disputes over. */
    void paid(String invoiceNumber) {
        jdbc.sql(CLOSE_PAID)
                .param("invoice", invoiceNumber)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** Nobody waits for its money any more: promises are broken, disputes and holds over. */
    void givenUp(String invoiceNumber) {
        close(invoiceNumber, "promise", "broken");
        close(invoiceNumber, "dispute", "settled");
        close(invoiceNumber, "hold", "settled");
    }

    /** Promises whose day is over count no longer. */
    void breakOverdue(String orderNumber, LocalDate today) {
        jdbc.sql(BREAK)
                .param("order", orderNumber)
                .param("today", today)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    Optional<Long> lastBroken(String invoiceNumber) {
        return jdbc.sql(LAST_BROKEN)
                .param("invoice", invoiceNumber)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
    }

    private int close(String invoiceNumber, String kind, String state) {
        return jdbc.sql(CLOSE)
                .param("invoice", invoiceNumber)
                .param("kind", kind)
                .param("state", state)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** The rep clears up what the customer disputes. */
    private void insert(
            String kind,
            Receivable receivable,
            @Nullable LocalDate promisedOn,
            @Nullable BigDecimal promisedAmount,
            @Nullable String reason) {
        jdbc.sql(INSERT)
                .param("kind", kind)
                .param("order", receivable.orderNumber())
                .param("invoice", receivable.invoiceNumber())
                .param("promisedOn", promisedOn)
                .param("promisedAmount", promisedAmount)
                .param("open", receivable.open())
                .param("owner", kind.equals("dispute") ? receivable.rep() : null)
                .param("reason", reason)
                .param("by", acting.user().orElse(null))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static Pause pause(ResultSet row, int number) throws SQLException {
        return new Pause(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("invoice_number"),
                row.getObject("promised_on", LocalDate.class));
    }
}
