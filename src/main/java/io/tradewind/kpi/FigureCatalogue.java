package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.Direction.LOWER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Unit.*;

import java.util.List;
import java.util.Optional;

/** Every figure there is. A new figure is one entry here and one line in its test. */
final class FigureCatalogue {

    private static final String DEALS = "closed deals: won and lost in Tradewind or imported";

    static final List<Figure> FIGURES = List.of(
            Figure.of("win-rate", "Win rate", SHARE, HIGHER_IS_BETTER, DEAL_WON, DEAL_LOST)
                    .formula("won deals ÷ (won + lost deals), by close date")
                    .source(DEALS)
                    .value("count(*) FILTER (WHERE f.kind = 'deal-won')::numeric / nullif(count(*), 0)")
                    .done(),
            Figure.of("revenue", "Revenue", MONEY, HIGHER_IS_BETTER, DEAL_WON)
                    .formula("Σ agreed price of won deals, by close date")
                    .source(DEALS)
                    .inCompanyCurrency()
                    .value("coalesce(sum(f.amount), 0)")
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
                    .value("1 - sum(f.amount) FILTER (WHERE f.list_price IS NOT NULL) / nullif(sum(f.list_price), 0)")
                    .done(),
            Figure.of("gross-margin", "Gross margin", SHARE, HIGHER_IS_BETTER, DEAL_WON)
                    .formula("Σ (agreed price − cost) ÷ Σ agreed price of won deals, by close date")
                    .source(DEALS)
                    .inCompanyCurrency()
                    .value("sum(f.amount - f.cost) / nullif(sum(f.amount) FILTER (WHERE f.cost IS NOT NULL), 0)")
                    .tellsCost()
                    .done(),
            Figure.of("conversion-rate", "Conversion rate", SHARE, HIGHER_IS_BETTER, DEAL_QUALIFIED)
                    .formula("leads qualified in the period that became won deals ÷ leads qualified in the period;"
                            + " every qualified lead is one deal")
                    .source("deals at the day their lead was qualified, open ones included")
                    .joins("LEFT JOIN kpi_fact won ON won.cause = 'deal-won:' || f.document")
                    .value("count(won.cause)::numeric / nullif(count(*), 0)")
                    .note("CASE WHEN won.cause IS NOT NULL THEN 'won on ' || won.business_date END")
                    .done(),
            Figure.of("sales-cycle", "Sales cycle", WORKING_DAYS, LOWER_IS_BETTER, DEAL_WON)
                    .formula("median working days from qualified to won, by close date")
                    .source(DEALS)
                    .value("percentile_cont(0.5) WITHIN GROUP (ORDER BY f.working_days)")
                    .done(),
            Figure.of("new-customer-rate", "New-customer rate", SHARE, HIGHER_IS_BETTER, DEAL_WON)
                    .formula(
                            "customers whose first won deal lies in the period ÷ customers with a won deal in the period")
                    .source(DEALS + "; a won deal counts as the order, as imported history has no orders of its own")
                    .joins(
                            """
                            LEFT JOIN (SELECT customer_id, min(business_date) AS day FROM kpi_fact
                                        WHERE kind = 'deal-won' GROUP BY customer_id) first
                              ON first.customer_id = f.customer_id AND first.day = f.business_date
                            """)
                    .value("count(DISTINCT first.customer_id)::numeric / nullif(count(DISTINCT f.customer_id), 0)")
                    .note("CASE WHEN first.day IS NOT NULL THEN 'first order' END")
                    .done(),
            Figure.of("invoiced", "Invoiced", MONEY, HIGHER_IS_BETTER, INVOICE_ISSUED, CREDIT_NOTE_ISSUED)
                    .formula("Σ issued invoices − Σ credit notes, each by its day of issue")
                    .source("issued invoices and credit notes")
                    .inCompanyCurrency()
                    .value("sum(f.amount)")
                    .done(),
            Figure.of("collection-rate", "Collection rate", SHARE, HIGHER_IS_BETTER, INVOICE_ISSUED)
                    .formula(
                            "cash received on invoices due in the period ÷ amount due in the period, less credit notes")
                    .source(
                            "issued invoices by due date, the payments booked on them and the credit notes against them")
                    .day("f.due_on")
                    .joins(
                            """
                            LEFT JOIN LATERAL (SELECT sum(p.amount) AS amount FROM kpi_fact p
                                                WHERE p.document = f.document AND p.kind = 'payment-received'
                                                  AND p.currency = f.currency) paid ON true
                            LEFT JOIN LATERAL (SELECT f.amount + coalesce(sum(c.amount), 0) AS amount FROM kpi_fact c
                                                WHERE c.parent = f.document AND c.kind = 'credit-note-issued'
                                                  AND c.currency = f.currency) due ON true
                            """)
                    .inCompanyCurrency()
                    .value("sum(least(coalesce(paid.amount, 0), due.amount)) / nullif(sum(due.amount), 0)")
                    .note("'paid ' || coalesce(paid.amount, 0)")
                    .done(),
            Figure.of("customer-satisfaction", "Customer satisfaction", POINTS, HIGHER_IS_BETTER, SURVEY_ANSWERED)
                    .formula("mean of the survey scores 0–10 × 10")
                    .source("answered surveys")
                    .value("avg(f.score) * 10")
                    .done(),
            Figure.of("promoter-score", "Promoter score", POINTS, HIGHER_IS_BETTER, SURVEY_ANSWERED)
                    .formula("(answers of 9 and 10 − answers of 0 to 6) ÷ answers × 100")
                    .source("answered surveys")
                    .value("(count(*) FILTER (WHERE f.score >= 9) - count(*) FILTER (WHERE f.score <= 6))::numeric"
                            + " * 100 / nullif(count(*), 0)")
                    .done(),
            Figure.of("approval-time", "Approval time", WORKING_HOURS, LOWER_IS_BETTER, APPROVAL_DECIDED)
                    .formula("median working hours from request to last decision, by the day of the decision")
                    .source("decided approvals")
                    .value("percentile_cont(0.5) WITHIN GROUP (ORDER BY f.working_hours)")
                    .done(),
            Figure.of(
                            "approval-time-p90",
                            "Approval time, slowest tenth",
                            WORKING_HOURS,
                            LOWER_IS_BETTER,
                            APPROVAL_DECIDED)
                    .formula("working hours from request to last decision that nine in ten approvals do not exceed")
                    .source("decided approvals")
                    .value("percentile_cont(0.9) WITHIN GROUP (ORDER BY f.working_hours)")
                    .done());

    private FigureCatalogue() {}

    static Optional<Figure> find(String name) {
        return FIGURES.stream().filter(figure -> figure.name().equals(name)).findFirst();
    }
}
