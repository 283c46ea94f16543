package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Unit.MONEY;
import static io.tradewind.kpi.Unit.SHARE;

import java.util.List;

/** What was reached of the published targets. */
final class TargetFigures {

    private static final String WHOLE_MONTHS =
            "a month's target counts from its first day, so whole months compare best; nothing where no target is published";

    private static final String NO_CUSTOMERS = "targets are set for people, months and products, not for a customer";
    private static final String NO_PRODUCTS = "these targets are not set by product";

    static final List<Figure> FIGURES = List.of(
            Figure.of("target-attainment", "Target attainment", SHARE, HIGHER_IS_BETTER, DEAL_WON, TARGET_REVENUE)
                    .formula("Σ agreed price of won deals by close date ÷ revenue target; " + WHOLE_MONTHS)
                    .source(SalesFigures.DEALS + ", and the published targets")
                    .inCompanyCurrency()
                    .value(attained("sum(c.amount) FILTER (WHERE c.kind = 'deal-won')", "target-revenue"))
                    .notBy(NO_CUSTOMERS, Dimension.CUSTOMER)
                    .done(),
            Figure.of(
                            "cash-target-attainment",
                            "Cash target attainment",
                            SHARE,
                            HIGHER_IS_BETTER,
                            PAYMENT_RECEIVED,
                            TARGET_CASH)
                    .formula("Σ payments booked on invoices by the day received ÷ cash target; " + WHOLE_MONTHS)
                    .source("payments booked on invoices, and the published targets; neither is of a product")
                    .inCompanyCurrency()
                    .value(attained("sum(c.amount) FILTER (WHERE c.kind = 'payment-received')", "target-cash"))
                    .notBy(NO_CUSTOMERS, Dimension.CUSTOMER)
                    .notBy(NO_PRODUCTS, Dimension.PRODUCT)
                    .done(),
            Figure.of(
                            "margin-target-attainment",
                            "Margin target attainment",
                            SHARE,
                            HIGHER_IS_BETTER,
                            DEAL_WON,
                            PRODUCT_COST,
                            TARGET_MARGIN)
                    .formula("Σ (agreed price − cost) of won deals by close date ÷ margin target; corrections of their"
                            + " product cost count on their own day; " + WHOLE_MONTHS)
                    .source(SalesFigures.DEALS + ", and the published targets")
                    .inCompanyCurrency()
                    .value(attained(
                            "sum(coalesce(c.costed_amount, 0) - c.cost) FILTER (WHERE c.kind <> 'target-margin')",
                            "target-margin"))
                    .notBy(NO_CUSTOMERS, Dimension.CUSTOMER)
                    .tellsCost()
                    .done(),
            Figure.of(
                            "new-customer-target-attainment",
                            "New-customer target attainment",
                            SHARE,
                            HIGHER_IS_BETTER,
                            DEAL_WON,
                            TARGET_CUSTOMERS)
                    .formula("customers whose first won deal lies in the period ÷ new-customer target; " + WHOLE_MONTHS)
                    .source(SalesFigures.DEALS
                            + "; a won deal counts as the order; and the published targets, which are of no product")
                    .customers(
                            CustomerFigures.FIRST_ORDERS,
                            attained(
                                    "count(DISTINCT nullif(first.customer_id, 0)) FILTER (WHERE c.kind = 'deal-won')::numeric",
                                    "target-customers"))
                    .note(
                            CustomerFigures.FIRST_ORDER_OF_FACT,
                            "CASE WHEN first.day IS NOT NULL AND f.kind = 'deal-won' THEN 'first order' END")
                    .notBy(NO_CUSTOMERS, Dimension.CUSTOMER)
                    .notBy(NO_PRODUCTS, Dimension.PRODUCT)
                    .done(),
            Figure.of("target-revenue", "Revenue target", MONEY, HIGHER_IS_BETTER, TARGET_REVENUE)
                    .formula("Σ published revenue targets; a month's target counts from its first day")
                    .source("the published targets")
                    .inCompanyCurrency()
                    .value("sum(c.amount)")
                    .notBy(NO_CUSTOMERS, Dimension.CUSTOMER)
                    .done());

    private TargetFigures() {}

    /** What was reached as a share of the target; null where there is none. */
    private static String attained(String reached, String target) {
        return "coalesce(%s, 0) / nullif(sum(c.amount) FILTER (WHERE c.kind = '%s'), 0)".formatted(reached, target);
    }
}
