package io.tradewind.credit;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.GroupChanged;
import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
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

    private static final String LIMIT_OF =
            """
            SELECT customer_id
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
            INSERT INTO credit_hold (customer_id, holder, reason, set_by, set_at)
            VALUES (:customerId, :holder, :reason, :user, :now)
            ON CONFLICT (customer_id, holder) DO UPDATE
               SET reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at
            """;

    /** The account says in short what its holds say. */
    private static final String SUM_UP =
            """
            INSERT INTO credit_account AS a (customer_id, on_hold, hold_reason)
            SELECT :customerId, count(*) > 0, string_agg(reason, '; ' ORDER BY set_at, holder)
              FROM credit_hold WHERE customer_id = :customerId
            ON CONFLICT (customer_id) DO UPDATE
               SET on_hold = excluded.on_hold, hold_reason = excluded.hold_reason, version = a.version + 1
            """;

    private static final String HOLDS =
            """
            SELECT holder, reason, set_by, set_at FROM credit_hold WHERE customer_id = :customerId ORDER BY set_at, holder
            """;

    private final JdbcClient jdbc;
    private final Customers customers;
    private final JdbcCreditReleases releases;
    private final DecisionTables decisions;
    private final CreditHistory history;
    private final Acting acting;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    JdbcCreditAccounts(
            JdbcClient jdbc,
            Customers customers,
            JdbcCreditReleases releases,
            DecisionTables decisions,
            CreditHistory history,
            Acting acting,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.releases = releases;
        this.decisions = decisions;
        this.history = history;
        this.acting = acting;
        this.clock = clock;
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

    @Override
    public String limitFrom(long customerId) {
        return jdbc.sql(LIMIT_OF)
                .param("ids", List.of(customerId, head(customerId).id()))
                .param("customerId", customerId)
                .query(Long.class)
                .optional()
                .map(owner -> owner == customerId ? "own" : "group")
                .orElse("class");
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
    public OptionalInt agreedPaymentDays(long customerId) {
        return jdbc
                .sql("SELECT payment_days FROM credit_account WHERE customer_id = :id AND payment_days IS NOT NULL")
                .param("id", customerId)
                .query(Integer.class)
                .list()
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
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
        hold(customerId, CreditHold.Holder.FINANCE, reason);
    }

    @Override
    public void hold(long customerId, CreditHold.Holder holder, String reason) {
        long id = customers.get(customerId).id();
        String before = inWords(holds(id));
        jdbc.sql(HOLD)
                .param("customerId", id)
                .param("holder", holder.code())
                .param("reason", reason)
                .param("user", acting.user().orElse("system"))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        jdbc.sql(SUM_UP).param("customerId", id).update();
        List<Long> group = customers.group(id);
        releases.end(group, "credit hold: " + reason);
        history.write(id, "hold", before, inWords(holds(id)), reason);
        events.publishEvent(new CreditTightened(group, "credit hold: " + reason));
    }

    @Override
    public void liftHold(long customerId) {
        liftHold(customerId, CreditHold.Holder.FINANCE);
    }

    @Override
    public void liftHold(long customerId, CreditHold.Holder holder) {
        String before = inWords(holds(customerId));
        int lifted = jdbc.sql("DELETE FROM credit_hold WHERE customer_id = :customerId AND holder = :holder")
                .param("customerId", customerId)
                .param("holder", holder.code())
                .update();
        if (lifted > 0) {
            jdbc.sql(SUM_UP).param("customerId", customerId).update();
            history.write(customerId, "lift", before, inWords(holds(customerId)), "the hold was lifted");
        }
    }

    @Override
    public List<CreditHold> holds(long customerId) {
        return jdbc.sql(HOLDS)
                .param("customerId", customerId)
                .query((row, index) -> new CreditHold(
                        CreditHold.Holder.of(row.getString("holder")),
                        row.getString("reason"),
                        row.getString("set_by"),
                        row.getTimestamp("set_at").toInstant()))
                .list();
    }

    private static String inWords(List<CreditHold> holds) {
        return holds.isEmpty()
                ? "free"
                : "on hold by "
                        + holds.stream().map(hold -> hold.holder().code()).collect(Collectors.joining(" and "));
    }

    /** Another group owes another sum against another limit. */
    @EventListener
    void on(GroupChanged changed) {
        events.publishEvent(new CreditTightened(changed.customerIds(), "the group of companies changed"));
    }

    private Customer head(long customerId) {
        Customer customer = customers.get(customerId);
        return customer.parentId() == null ? customer : customers.get(customer.parentId());
    }
}
