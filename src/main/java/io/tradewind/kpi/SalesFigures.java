package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.Direction.LOWER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Unit.*;

import java.util.List;

/** How deals go. */
final class SalesFigures {

    /** Where figures about closed deals come from. */
    static final String DEALS = "closed deals: won and lost in Tradewind or imported";

    static final List<Figure> FIGURES = List.of(
            Figure.of("win-rate", "Win rate", SHARE, HIGHER_IS_BETTER, DEAL_WON, DEAL_LOST)
                    .formula("won deals ÷ (won + lost deals), by close date")
                    .source(DEALS)
                    .value("coalesce(sum(c.n) FILTER (WHERE c.kind = 'deal-won'), 0)::numeric / nullif(sum(c.n), 0)")
                    .done(),
            Figure.of("revenue", "Revenue", MONEY, HIGHER_IS_BETTER, DEAL_WON)
                    .formula("Σ agreed price of won deals, by close date")
                    .source(DEALS)
                    .inCompanyCurrency()
                    .value("coalesce(sum(c.amount), 0)")
                    .done(),
            Figure.of("deals-won", "Deals won", Unit.DEALS, HIGHER_IS_BETTER, DEAL_WON)
                    .formula("number of won deals, by close date")
                    .source(DEALS)
                    .done(),
            Figure.of("deals-lost", "Deals lost", Unit.DEALS, LOWER_IS_BETTER, DEAL_LOST)
                    .formula("number of lost deals, by close date")
                    .source(DEALS)
                    .done(),
            Figure.of("average-discount", "Average discount", SHARE, LOWER_IS_BETTER, DEAL_WON)
                    .formula("1 − Σ agreed price ÷ Σ list price of won deals, by close date; negative above list price")
                    .source(DEALS)
                    .inCompanyCurrency()
                    .value("1 - sum(c.listed_amount) / nullif(sum(c.list_price), 0)")
                    .done(),
            Figure.of("gross-margin", "Gross margin", SHARE, HIGHER_IS_BETTER, DEAL_WON, PRODUCT_COST)
                    .formula(
                            "Σ (agreed price − cost) ÷ Σ agreed price of won deals, by close date; corrections of their product"
                                    + " cost count on their own day")
                    .source(DEALS)
                    .inCompanyCurrency()
                    .value("(sum(c.costed_amount) - sum(c.cost)) / nullif(sum(c.costed_amount), 0)")
                    .tellsCost()
                    .done(),
            Figure.of("conversion-rate", "Conversion rate", SHARE, HIGHER_IS_BETTER, DEAL_QUALIFIED, DEAL_CONVERTED)
                    .formula("leads qualified in the period that became won deals ÷ leads qualified in the period;"
                            + " every qualified lead is one deal")
                    .source("deals at the day their lead was qualified, open ones included")
                    .value(
                            """
                            coalesce(sum(c.n) FILTER (WHERE c.kind = 'deal-converted'), 0)::numeric
                              / nullif(sum(c.n) FILTER (WHERE c.kind = 'deal-qualified'), 0)
                            """)
                    .note(
                            """
                            LEFT JOIN kpi_fact won ON f.kind = 'deal-converted' AND won.cause = 'deal-won:' || f.document
                            """,
                            "'won on ' || won.business_date")
                    .done(),
            Figure.of("sales-cycle", "Sales cycle", WORKING_DAYS, LOWER_IS_BETTER, DEAL_WON)
                    .formula("median working days from qualified to won, by close date")
                    .source(DEALS)
                    .quantile(0.5)
                    .done());

    private SalesFigures() {}
}
