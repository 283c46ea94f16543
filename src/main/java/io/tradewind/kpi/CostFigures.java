package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.LOWER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Unit.*;

import java.util.List;

/** What selling costs. */
final class CostFigures {

    private static final String BOOKED = "costs entered or imported on the page Costs";

    static final List<Figure> FIGURES = List.of(
            Figure.of("selling-expenses", "Selling expenses", MONEY, LOWER_IS_BETTER, SELLING_EXPENSE, VISIT_EXPENSE)
                    .formula("Σ selling expenses + Σ visit costs, by the day they are booked on")
                    .source(BOOKED + ", and what visit reports say a visit cost")
                    .inCompanyCurrency()
                    .value("sum(c.amount)")
                    .tellsCost()
                    .done(),
            Figure.of("marketing-expenses", "Marketing expenses", MONEY, LOWER_IS_BETTER, MARKETING_EXPENSE)
                    .formula("Σ marketing costs, by the day they are booked on")
                    .source(BOOKED)
                    .inCompanyCurrency()
                    .value("sum(c.amount)")
                    .tellsCost()
                    .done(),
            Figure.of(
                            "expense-share",
                            "Expense share",
                            SHARE,
                            LOWER_IS_BETTER,
                            SELLING_EXPENSE,
                            VISIT_EXPENSE,
                            DEAL_WON)
                    .formula("(Σ selling expenses + Σ visit costs) ÷ revenue; marketing is not among them")
                    .source(BOOKED + "; " + SalesFigures.DEALS)
                    .inCompanyCurrency()
                    .value(
                            """
                            sum(c.amount) FILTER (WHERE c.kind <> 'deal-won')
                              / nullif(sum(c.amount) FILTER (WHERE c.kind = 'deal-won'), 0)
                            """)
                    .tellsCost()
                    .done(),
            Figure.of(
                            "customer-acquisition-cost",
                            "Customer acquisition cost",
                            MONEY,
                            LOWER_IS_BETTER,
                            SELLING_EXPENSE,
                            VISIT_EXPENSE,
                            MARKETING_EXPENSE,
                            DEAL_WON)
                    .formula("(Σ selling expenses + Σ visit costs + Σ marketing costs) ÷ customers whose first won deal"
                            + " lies in the period")
                    .source(BOOKED + "; a won deal counts as the order")
                    .customers(
                            CustomerFigures.FIRST_ORDERS,
                            """
                            sum(c.amount) FILTER (WHERE c.kind <> 'deal-won' AND c.currency = :currency)
                              / nullif(count(DISTINCT nullif(first.customer_id, 0)), 0)
                            """)
                    .note("", "CASE WHEN f.kind <> 'deal-won' THEN f.detail END")
                    .notBy("what it costs to win a customer is known of many together, not of one", Dimension.CUSTOMER)
                    .tellsCost()
                    .done());

    private CostFigures() {}
}
