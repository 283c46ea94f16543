package io.tradewind.kpi;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes pending facts into the monthly sums. A fact is in exactly one of the two for every reader, since both change in
 * one transaction; so it does not matter how often, on which node or how late this runs, only that answers stay quick.
 */
@Component
public class FactFolder {

    /** Small enough that a reader's snapshot and a step's commit never wait for long. */
    static final int BATCH = 20_000;

    /**
     * Only one at a time. And planned anew each time: a plan kept from when a page or two held all facts reads them all for
     * each one, which holds until PostgreSQL has counted a mass that came since.
     */
    private static final String ONE_AT_A_TIME =
            """
            SELECT pg_try_advisory_xact_lock(hashtext('tradewind.kpi-fold'))
              FROM set_config('plan_cache_mode', 'force_custom_plan', true)
            """;

    /**
     * The first of those pending, each looked up by its id: a plan that compares all with all is never chosen, whatever the
     * planner believes of tables that an import has just filled.
     */
    static final String FOLD =
            """
            WITH taken AS (
              DELETE FROM kpi_fact_pending
               WHERE fact_id <= (SELECT max(fact_id)
                                   FROM (SELECT fact_id FROM kpi_fact_pending ORDER BY fact_id LIMIT :batch) first)
              RETURNING fact_id),
            entry AS MATERIALIZED (
              SELECT e.*, date_trunc('month', e.day)::date AS month
                FROM taken
                CROSS JOIN LATERAL (SELECT * FROM kpi_entry WHERE fact_id = taken.fact_id OFFSET 0) e),
            monthly AS (
              INSERT INTO kpi_monthly AS m (kind, basis, month, region, team, rep, currency, %1$s)
              SELECT kind, basis, month, region, team, rep, currency, %2$s
                FROM entry
               GROUP BY kind, basis, month, region, team, rep, currency
              ON CONFLICT (kind, basis, month, region, team, rep, currency) DO UPDATE SET %3$s),
            by_product AS (
              INSERT INTO kpi_product_monthly AS m (kind, basis, month, region, team, rep, currency, product, %1$s)
              SELECT kind, basis, month, region, team, rep, currency, product, %2$s
                FROM entry
               GROUP BY kind, basis, month, region, team, rep, currency, product
              ON CONFLICT (kind, basis, month, region, team, rep, currency, product) DO UPDATE SET %3$s),
            by_customer AS (
              INSERT INTO kpi_customer_monthly AS m (kind, basis, month, region, team, rep, currency, customer_id, %1$s)
              SELECT kind, basis, month, region, team, rep, currency, customer_id, %2$s
                FROM entry
               GROUP BY kind, basis, month, region, team, rep, currency, customer_id
              ON CONFLICT (kind, basis, month, region, team, rep, currency, customer_id) DO UPDATE SET %3$s),
            by_customer_span AS (
              INSERT INTO kpi_customer_span AS m (months, kind, basis, first_month, currency, customer_id, %1$s)
              SELECT s.months, kind, basis, s.first_month, currency, customer_id, %2$s
                FROM entry
                CROSS JOIN LATERAL (VALUES (3, date_trunc('quarter', month)::date), (12, date_trunc('year', month)::date))
                                   s (months, first_month)
               GROUP BY s.months, kind, basis, s.first_month, currency, customer_id
              ON CONFLICT (months, kind, basis, first_month, currency, customer_id) DO UPDATE SET %3$s),
            firsts AS (
              INSERT INTO kpi_customer_first AS m (kind, customer_id, day)
              SELECT kind, customer_id, min(day)
                FROM entry
               WHERE customer_id <> 0 AND basis = 'booked'
               GROUP BY kind, customer_id
              ON CONFLICT (kind, customer_id) DO UPDATE SET day = least(m.day, excluded.day)),
            spreads AS (
              INSERT INTO kpi_spread_monthly AS m (kind, basis, month, region, team, rep, spread, n)
              SELECT kind, basis, month, region, team, rep, spread, count(*)
                FROM entry
               WHERE spread IS NOT NULL
               GROUP BY kind, basis, month, region, team, rep, spread
              ON CONFLICT (kind, basis, month, region, team, rep, spread) DO UPDATE SET n = m.n + excluded.n),
            spread_totals AS (
              INSERT INTO kpi_spread_total_monthly AS m (kind, basis, month, spread, n)
              SELECT kind, basis, month, spread, count(*)
                FROM entry
               WHERE spread IS NOT NULL
               GROUP BY kind, basis, month, spread
              ON CONFLICT (kind, basis, month, spread) DO UPDATE SET n = m.n + excluded.n)
            SELECT count(*) FROM taken
            """
                    .formatted(Sums.columns(), Sums.summed(), Sums.added());

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    FactFolder(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Folds everything pending, batch by batch; does nothing while another node is at it. */
    public void foldPending() {
        long taken;
        do {
            Long folded = transaction.execute(step -> fold());
            taken = folded == null ? 0 : folded;
        } while (taken == BATCH);
    }

    private long fold() {
        boolean free = jdbc.sql(ONE_AT_A_TIME).query(Boolean.class).single();
        return free ? jdbc.sql(FOLD).param("batch", BATCH).query(Long.class).single() : 0;
    }
}
