package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.Direction.LOWER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Unit.*;

import java.util.List;

/** How often customers are visited, and what comes of it. */
final class VisitFigures {

    private static final String REPORTS = "reported visits; a call is no visit";

    private static final String NO_PRODUCT = "a visit is made to a customer, not for one product";

    static final List<Figure> FIGURES = List.of(
            Figure.of("visits", "Visits", Unit.VISITS, HIGHER_IS_BETTER, VISIT_REPORTED)
                    .formula("number of visits, by the day of the visit")
                    .source(REPORTS)
                    .value("sum(c.n)")
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
                    .done(),
            Figure.of("visits-per-day", "Visits per day", VISITS_A_DAY, HIGHER_IS_BETTER, VISIT_REPORTED)
                    .formula(
                            "visits ÷ working days of the period up to today; of a team or region all its reps together")
                    .source(REPORTS + "; working days of the company. Without a first day, from the first visit on")
                    .value("sum(c.n)")
                    .perWorkingDay()
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
                    .done(),
            Figure.of("time-per-visit", "Time per visit", MINUTES, LOWER_IS_BETTER, VISIT_REPORTED)
                    .formula("Σ minutes ÷ visits whose length was reported")
                    .source(REPORTS)
                    .value("sum(c.minutes)::numeric / nullif(sum(c.timed), 0)")
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
                    .done(),
            Figure.of("revenue-per-visit", "Revenue per visit", MONEY, HIGHER_IS_BETTER, DEAL_WON, VISIT_REPORTED)
                    .formula("revenue ÷ visits")
                    .source(REPORTS + "; " + SalesFigures.DEALS)
                    .value(perVisit("sum(c.amount) FILTER (WHERE c.kind = 'deal-won' AND c.currency = :currency)"))
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
                    .done(),
            Figure.of("cost-per-visit", "Cost per visit", MONEY, LOWER_IS_BETTER, VISIT_EXPENSE, VISIT_REPORTED)
                    .formula("Σ visit costs ÷ visits")
                    .source(REPORTS + "; visit costs entered, imported or told in the report")
                    .value(perVisit("sum(c.amount) FILTER (WHERE c.kind = 'visit-expense' AND c.currency = :currency)"))
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
                    .tellsCost()
                    .done(),
            Figure.of(
                            "orders-per-100-visits",
                            "Orders per 100 visits",
                            ORDERS,
                            HIGHER_IS_BETTER,
                            DEAL_WON,
                            VISIT_REPORTED)
                    .formula("won deals ÷ visits × 100")
                    .source(REPORTS + "; a won deal counts as the order")
                    .value(perVisit("100 * sum(c.n) FILTER (WHERE c.kind = 'deal-won')"))
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
                    .done());

    private VisitFigures() {}

    private static String perVisit(String sum) {
        return sum + " / nullif(sum(c.n) FILTER (WHERE c.kind = 'visit-reported'), 0)";
    }
}
