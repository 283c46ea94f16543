package io.tradewind.kpi;

import io.tradewind.planning.Actuals;
import io.tradewind.planning.Measure;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What was reached, as the attainment figures count it. */
@Repository
@Transactional(readOnly = true)
class ActualsFromFacts implements Actuals {

    private static final String BETWEEN =
            """
            SELECT 'revenue' AS measure, region, team, rep, product, date_trunc('month', business_date)::date AS month,
                   sum(amount) AS amount
              FROM kpi_fact
             WHERE kind = 'deal-won' AND currency = :currency AND business_date BETWEEN :first AND :last
             GROUP BY region, team, rep, product, month
            UNION ALL
            SELECT 'margin', region, team, rep, product, date_trunc('month', business_date)::date AS month,
                   sum(coalesce(amount, 0) - cost)
              FROM kpi_fact
             WHERE kind IN ('deal-won', 'product-cost') AND currency = :currency AND business_date BETWEEN :first AND :last
               AND cost IS NOT NULL
             GROUP BY region, team, rep, product, month
            UNION ALL
            SELECT 'cash', region, team, rep, NULL, date_trunc('month', business_date)::date AS month, sum(amount)
              FROM kpi_fact
             WHERE kind = 'payment-received' AND currency = :currency AND business_date BETWEEN :first AND :last
             GROUP BY region, team, rep, month
            UNION ALL
            SELECT 'new-customers', region, team, rep, NULL, date_trunc('month', business_date)::date AS month, count(*)
              FROM (SELECT DISTINCT ON (customer_id) customer_id, region, team, rep, business_date
                      FROM kpi_fact
                     WHERE kind = 'deal-won' AND customer_id IS NOT NULL
                     ORDER BY customer_id, business_date, id) first
             WHERE business_date BETWEEN :first AND :last
             GROUP BY region, team, rep, month
            """;

    private final JdbcClient jdbc;
    private final String currency;

    ActualsFromFacts(JdbcClient jdbc, @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.currency = currency;
    }

    @Override
    public List<Actual> between(LocalDate first, LocalDate last) {
        return jdbc.sql(BETWEEN)
                .param("currency", currency)
                .param("first", first)
                .param("last", last)
                .query((row, n) -> new Actual(
                        Measure.ofCode(row.getString("measure")).orElseThrow(),
                        row.getString("region"),
                        row.getString("team"),
                        row.getString("rep"),
                        row.getString("product"),
                        row.getObject("month", LocalDate.class),
                        row.getBigDecimal("amount")))
                .list();
    }
}
