package io.tradewind.credit;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcCreditAccounts implements CreditAccounts {

    private static final String LIMIT =
            """
            SELECT credit_limit
              FROM credit_account
             WHERE customer_id IN (:ids) AND credit_limit IS NOT NULL
             ORDER BY customer_id = :customerId DESC
             LIMIT 1
            """;

    private static final String SET_LIMIT =
            """
            INSERT INTO credit_account (customer_id, credit_limit) VALUES (:customerId, :limit)
            ON CONFLICT (customer_id) DO UPDATE
               SET credit_limit = excluded.credit_limit, version = credit_account.version + 1
            """;

    private static final String HOLD =
            """
            INSERT INTO credit_account (customer_id, on_hold, hold_reason) VALUES (:customerId, true, :reason)
            ON CONFLICT (customer_id) DO UPDATE
               SET on_hold = true, hold_reason = excluded.hold_reason, version = credit_account.version + 1
            """;

    private static final String LIFT_HOLD =
            """
            UPDATE credit_account
               SET on_hold = false, hold_reason = NULL, version = version + 1
             WHERE customer_id = :customerId AND on_hold
            """;

    private final JdbcClient jdbc;
    private final Customers customers;
    private final JdbcCreditReleases releases;
    private final DecisionTables decisions;
    private final CreditHistory history;
    private final ApplicationEventPublisher events;

    JdbcCreditAccounts(
            JdbcClient jdbc,
            Customers customers,
            JdbcCreditReleases releases,
            DecisionTables decisions,
            CreditHistory history,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.releases = releases;
        this.decisions = decisions;
        this.history = history;
        this.events = events;
    }

    @Override
    public BigDecimal limit(long customerId) {
        Customer head = head(customerId);
        return ownLimit(customerId, head).orElseGet(() -> defaultLimit(head.customerClass()));
    }

    @Override
    public boolean hasOwnLimit(long customerId) {
        return ownLimit(customerId, head(customerId)).isPresent();
    }

    private Optional<BigDecimal> ownLimit(long customerId, Customer head) {
        return jdbc.sql(LIMIT)
                .param("ids", List.of(customerId, head.id()))
                .param("customerId", customerId)
                .query(BigDecimal.class)
                .optional();
    }

    private BigDecimal defaultLimit(String customerClass) {
        return decisions
                .first("credit-limit", Map.of("customerClass", customerClass))
                .map(row -> new BigDecimal(row.get("limit").toString()))
                .orElse(BigDecimal.ZERO);
    }

    @Override
    public void setLimit(long customerId, BigDecimal limit) {
        setLimit(customerId, limit, "no reason was given");
    }

    @Override
    public void setLimit(long customerId, BigDecimal limit, String why) {
        BigDecimal before = limit(customerId);
        if (limit.signum() < 0) {
            throw new Refused("limit", "A credit limit must not be negative.");
        }
        jdbc.sql(SET_LIMIT)
                .param("customerId", customers.get(customerId).id())
                .param("limit", limit)
                .update();
        if (limit.compareTo(before) != 0) {
            history.write(customerId, "limit", Shown.money(before), Shown.money(limit), why);
        }
        if (limit.compareTo(before) < 0) {
            events.publishEvent(new CreditTightened(customers.group(customerId), "the limit was lowered"));
        }
    }

    @Override
    public boolean onHold(long customerId) {
        return jdbc.sql("SELECT count(*) FROM credit_account WHERE customer_id IN (:ids) AND on_hold")
                        .param("ids", List.of(customerId, head(customerId).id()))
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public void hold(long customerId, String reason) {
        jdbc.sql(HOLD)
                .param("customerId", customers.get(customerId).id())
                .param("reason", reason)
                .update();
        List<Long> group = customers.group(customerId);
        releases.end(group, "credit hold: " + reason);
        history.write(customerId, "hold", "free", "on hold", reason);
        events.publishEvent(new CreditTightened(group, "credit hold: " + reason));
    }

    @Override
    public void liftHold(long customerId) {
        if (jdbc.sql(LIFT_HOLD).param("customerId", customerId).update() > 0) {
            history.write(customerId, "lift", "on hold", "free", "the hold was lifted");
        }
    }

    private Customer head(long customerId) {
        Customer customer = customers.get(customerId);
        return customer.parentId() == null ? customer : customers.get(customer.parentId());
    }
}
