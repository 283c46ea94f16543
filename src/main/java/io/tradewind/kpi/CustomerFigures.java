package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Unit.*;

import java.util.List;

/** Who buys, and what they think of us. */
final class CustomerFigures {

    /** Joins when each customer's first won deal was to the parts {@code c}. */
    static final String FIRST_ORDERS =
            """
            LEFT JOIN (SELECT customer_id, min(day) AS day
                         FROM (SELECT customer_id, day FROM kpi_customer_first
                                WHERE kind = 'deal-won'
                               UNION ALL
                               SELECT e.customer_id, e.day FROM %s
                                WHERE e.kind = 'deal-won' AND e.basis = 'booked') won
                        GROUP BY customer_id) first
              ON first.customer_id = c.customer_id AND first.day = c.first_day
            """
                    .formatted(Reading.PENDING);

    /** The same for a fact {@code f}. */
    static final String FIRST_ORDER_OF_FACT =
            """
            LEFT JOIN (SELECT customer_id, min(business_date) AS day FROM kpi_fact
                        WHERE kind = 'deal-won' GROUP BY customer_id) first
              ON first.customer_id = f.customer_id AND first.day = f.business_date
            """;

    static final List<Figure> FIGURES = List.of(
            Figure.of("new-customer-rate", "New-customer rate", SHARE, HIGHER_IS_BETTER, DEAL_WON)
                    .formula(
                            "customers whose first won deal lies in the period ÷ customers with a won deal in the period")
                    .source(SalesFigures.DEALS
                            + "; a won deal counts as the order, as imported history has no orders of its own")
                    .customers(
                            FIRST_ORDERS,
                            """
                            count(DISTINCT nullif(first.customer_id, 0))::numeric
                              / nullif(count(DISTINCT nullif(c.customer_id, 0)), 0)
                            """)
                    .note(FIRST_ORDER_OF_FACT, "CASE WHEN first.day IS NOT NULL THEN 'first order' END")
                    .done(),
            Figure.of("customer-satisfaction", "Customer satisfaction", POINTS, HIGHER_IS_BETTER, SURVEY_ANSWERED)
                    .formula("mean of the survey scores 0–10 × 10")
                    .source("answered surveys")
                    .value("sum(c.score) * 10.0 / nullif(sum(c.n), 0)")
                    .done(),
            Figure.of("promoter-score", "Promoter score", POINTS, HIGHER_IS_BETTER, SURVEY_ANSWERED)
                    .formula("(answers of 9 and 10 − answers of 0 to 6) ÷ answers × 100")
                    .source("answered surveys")
                    .value("(sum(c.promoters) - sum(c.detractors))::numeric * 100 / nullif(sum(c.n), 0)")
                    .done());

    private CustomerFigures() {}
}
