package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.Direction.LOWER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Unit.*;

import java.time.Period;
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
              ON first.customer_id = c.customer_id AND first.day = c.first_day AND c.kind = 'deal-won'
            """
                    .formatted(Reading.PENDING);

    /** The same for a fact {@code f}. */
    static final String FIRST_ORDER_OF_FACT =
            """
            LEFT JOIN (SELECT customer_id, min(business_date) AS day FROM kpi_fact
                        WHERE kind = 'deal-won' GROUP BY customer_id) first
              ON first.customer_id = f.customer_id AND first.day = f.business_date
            """;

    private static final String AN_ORDER = "; a won deal counts as the order";
    private static final String BEFORE = "before";
    private static final String LATELY = "lately";
    private static final Period YEAR = Period.ofMonths(12);
    private static final Period TWO_YEARS = Period.ofMonths(24);

    private static final String OF_MANY = "it is a mean of many customers, not of one";

    /** Without those nobody knows. */
    private static final String CUSTOMERS = "count(DISTINCT nullif(c.customer_id, 0))";

    private static final String BEFORE_THEM = CUSTOMERS + " FILTER (WHERE c.term = 'before')";

    private static final String LATELY_TOO = CUSTOMERS + " FILTER (WHERE c.term = 'lately' AND c.kind = 'deal-won')";

    /** Those of both years less those of the later one. */
    private static final String LOST = "(" + CUSTOMERS + " FILTER (WHERE c.kind = 'deal-won') - " + LATELY_TOO + ")";

    /** For the list of facts: when the customer bought last until then, if that was too long ago. */
    private static final String LAST_ORDER =
            """
            LEFT JOIN LATERAL (SELECT max(o.business_date) AS day FROM kpi_fact o
                                WHERE o.kind = 'deal-won' AND o.customer_id = f.customer_id AND o.business_date <= :to) last
              ON true
            """;

    private static final String LOST_NOTE =
            """
            CASE WHEN f.kind <> 'deal-won' THEN f.detail
                 WHEN last.day <= :to - interval '12 months' THEN 'no order since' END
            """;

    static final List<Figure> FIGURES = List.of(
            Figure.of("new-customer-rate", "New-customer rate", SHARE, HIGHER_IS_BETTER, DEAL_WON)
                    .formula(
                            "customers whose first won deal lies in the period ÷ customers with a won deal in the period;"
                                    + " by rep, team, region or product a new customer counts for those of that first"
                                    + " deal only")
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
            Figure.of("lost-customers", "Lost customers", Unit.CUSTOMERS, LOWER_IS_BETTER, DEAL_WON)
                    .formula(
                            "customers with an order in the 12 months before, none in the 12 months up to the end of the"
                                    + " period")
                    .source(SalesFigures.DEALS + AN_ORDER)
                    .customers("", LOST)
                    .during(BEFORE, TWO_YEARS, YEAR, DEAL_WON)
                    .during(LATELY, YEAR, Period.ZERO, DEAL_WON)
                    .note(LAST_ORDER, LOST_NOTE)
                    .done(),
            Figure.of("churn", "Churn", SHARE, LOWER_IS_BETTER, DEAL_WON)
                    .formula("lost customers ÷ customers with an order in the 12 months before the last 12 months")
                    .source(SalesFigures.DEALS + AN_ORDER)
                    .customers("", LOST + "::numeric / nullif(" + BEFORE_THEM + ", 0)")
                    .during(BEFORE, TWO_YEARS, YEAR, DEAL_WON)
                    .during(LATELY, YEAR, Period.ZERO, DEAL_WON)
                    .note(LAST_ORDER, LOST_NOTE)
                    .notBy(OF_MANY, Dimension.CUSTOMER)
                    .done(),
            Figure.of(
                            "customer-lifetime-value",
                            "Customer lifetime value",
                            MONEY,
                            HIGHER_IS_BETTER,
                            DEAL_WON,
                            PRODUCT_COST)
                    .formula(
                            "gross margin of the last 12 months ÷ customers with an order in them ÷ churn; nothing while no"
                                    + " customer is lost")
                    .source(SalesFigures.DEALS + ", their product cost as corrected" + AN_ORDER)
                    .customers(
                            "",
                            """
                            (%1$s - %2$s) * %3$s / nullif(%4$s * %5$s, 0)
                            """
                                    .formatted(lately("costed_amount"), lately("cost"), BEFORE_THEM, LATELY_TOO, LOST))
                    .during(BEFORE, TWO_YEARS, YEAR, DEAL_WON)
                    .during(LATELY, YEAR, Period.ZERO, DEAL_WON, PRODUCT_COST)
                    .note(LAST_ORDER, LOST_NOTE)
                    .notBy(OF_MANY, Dimension.CUSTOMER)
                    .tellsCost()
                    .done(),
            Figure.of("customer-satisfaction", "Customer satisfaction", POINTS, HIGHER_IS_BETTER, SURVEY_ANSWERED)
                    .formula("mean of the survey scores 0–10 × 10")
                    .source("answered surveys")
                    .value("sum(c.score) * 10.0 / nullif(sum(c.n), 0)")
                    .notBy("a survey asks about all that was delivered, not about one product", Dimension.PRODUCT)
                    .done(),
            Figure.of("promoter-score", "Promoter score", POINTS, HIGHER_IS_BETTER, SURVEY_ANSWERED)
                    .formula("(answers of 9 and 10 − answers of 0 to 6) ÷ answers × 100")
                    .source("answered surveys")
                    .value("(sum(c.promoters) - sum(c.detractors))::numeric * 100 / nullif(sum(c.n), 0)")
                    .notBy("a survey asks about all that was delivered, not about one product", Dimension.PRODUCT)
                    .done());

    private CustomerFigures() {}

    private static String lately(String column) {
        return "sum(c.%s) FILTER (WHERE c.term = 'lately' AND c.currency = :currency)".formatted(column);
    }
}
