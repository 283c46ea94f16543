package io.tradewind.credit;

import io.tradewind.engine.Acting;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who changed what a customer may owe, when and why; the database refuses changes of it. */
@Repository
class CreditHistory {

    private static final String INSERT =
            """
            INSERT INTO credit_account_change (customer_id, what, was, becomes, why, changed_by, changed_at)
            VALUES (:customerId, :what, :was, :becomes, :why, :user, :now)
            """;

    private static final String OF =
            """
            SELECT what, was, becomes, why, changed_by, changed_at
              FROM credit_account_change
             WHERE customer_id = :customerId
             ORDER BY id DESC
             LIMIT 50
            """;

    /** One change. */
    record Change(String what, String was, String becomes, String why, String changedBy, Instant changedAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Acting acting;

    CreditHistory(JdbcClient jdbc, Clock clock, Acting acting) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.acting = acting;
    }

    void write(long customerId, String what, String was, String becomes, String why) {
        jdbc.sql(INSERT)
                .param("customerId", customerId)
                .param("what", what)
                .param("was", was)
                .param("becomes", becomes)
                .param("why", why)
                .param("user", acting.user().orElse("system"))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** The last fifty, the newest first. */
    List<Change> of(long customerId) {
        return jdbc.sql(OF)
                .param("customerId", customerId)
                .query((row, number) -> new Change(
                        row.getString("what"),
                        row.getString("was"),
                        row.getString("becomes"),
                        row.getString("why"),
                        row.getString("changed_by"),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }
}
