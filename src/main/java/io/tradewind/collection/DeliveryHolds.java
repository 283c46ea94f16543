package io.tradewind.collection;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.credit.CreditAccounts;
import io.tradewind.credit.CreditHold;
import io.tradewind.engine.DecisionTables;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Credit holds that come from dunning: set when the table {@code dunning-level} says so, lifted by themselves once nothing
 * is overdue that far any more. A hold that finance set, before or after, is left alone; one that finance lifted is not set
 * again before the customer has paid.
 */
@Repository
class DeliveryHolds {

    private static final String HOLD =
            """
            INSERT INTO dunning_hold (customer_id, cause, held_at) VALUES (:customer, :cause, :at)
            ON CONFLICT DO NOTHING
            """;

    private static final String LIFT =
            """
            UPDATE dunning_hold SET lifted_at = :at WHERE customer_id = :customer AND lifted_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final CreditAccounts accounts;
    private final Receivables receivables;
    private final DecisionTables decisions;
    private final WorkingTime workingTime;
    private final Clock clock;

    DeliveryHolds(
            JdbcClient jdbc,
            CreditAccounts accounts,
            Receivables receivables,
            DecisionTables decisions,
            WorkingTime workingTime,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.receivables = receivables;
        this.decisions = decisions;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    /** @param cause for people: which instalment is how long overdue */
    void hold(long customerId, String cause) {
        if (jdbc.sql(HOLD)
                        .param("customer", customerId)
                        .param("cause", cause)
                        .param("at", Timestamp.from(clock.instant()))
                        .update()
                == 1) {
            accounts.hold(customerId, CreditHold.Holder.DUNNING, cause);
        }
    }

    /** After money came: lifts our hold when nothing of the customer's is overdue as far as the table holds for. */
    void liftIfPaid(long customerId) {
        if (isOurs(customerId) && !isHeldForStill(customerId)) {
            jdbc.sql(LIFT)
                    .param("customer", customerId)
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
            accounts.liftHold(customerId, CreditHold.Holder.DUNNING);
        }
    }

    private boolean isOurs(long customerId) {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT 1 FROM dunning_hold WHERE customer_id = :customer AND lifted_at IS NULL)")
                .param("customer", customerId)
                .query(Boolean.class)
                .single();
    }

    private boolean isHeldForStill(long customerId) {
        LocalDate today = workingTime.today();
        return DueItem.of(receivables.openOf(List.of(customerId))).stream()
                .map(item -> item.daysOverdue(today))
                .anyMatch(days -> decisions
                        .first("dunning-level", Map.of("overdueDays", Math.max(0, days)))
                        .map(row -> Boolean.TRUE.equals(row.get("hold")))
                        .orElse(false));
    }
}
