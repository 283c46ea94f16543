package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.Direction.LOWER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Figure.Basis.BOOKED;
import static io.tradewind.kpi.Figure.Basis.PAST_DUE;
import static io.tradewind.kpi.Unit.*;

import java.util.List;
import java.util.Optional;

/** Every figure there is. A new figure is one entry here and one line in its test. */
final class FigureCatalogue {

    private static final String DEALS = "closed deals: won and lost in Tradewind or imported";

    private static final String OWED = "owed";

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
            Figure.of("gross-margin", "Gross margin", SHARE, HIGHER_IS_BETTER, DEAL_WON)
                    .formula("Σ (agreed price − cost) ÷ Σ agreed price of won deals, by close date")
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
                    .done(),
            Figure.of("new-customer-rate", "New-customer rate", SHARE, HIGHER_IS_BETTER, DEAL_WON)
                    .formula(
                            "customers whose first won deal lies in the period ÷ customers with a won deal in the period")
                    .source(DEALS + "; a won deal counts as the order, as imported history has no orders of its own")
                    .customers(
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
                                    .formatted(Reading.PENDING),
                            """
                            count(DISTINCT nullif(first.customer_id, 0))::numeric
                              / nullif(count(DISTINCT nullif(c.customer_id, 0)), 0)
                            """)
                    .note(
                            """
                            LEFT JOIN (SELECT customer_id, min(business_date) AS day FROM kpi_fact
                                        WHERE kind = 'deal-won' GROUP BY customer_id) first
                              ON first.customer_id = f.customer_id AND first.day = f.business_date
                            """,
                            "CASE WHEN first.day IS NOT NULL THEN 'first order' END")
                    .done(),
            Figure.of("invoiced", "Invoiced", MONEY, HIGHER_IS_BETTER, INVOICE_ISSUED, CREDIT_NOTE_ISSUED)
                    .formula("Σ issued invoices − Σ credit notes, each by its day of issue")
                    .source("issued invoices and credit notes")
                    .inCompanyCurrency()
                    .value("sum(c.amount)")
                    .done(),
            Figure.of(
                            "collection-rate",
                            "Collection rate",
                            SHARE,
                            HIGHER_IS_BETTER,
                            INSTALMENT_AGREED,
                            CREDIT_NOTE_ISSUED,
                            PAYMENT_RECEIVED)
                    .formula(
                            "cash received on instalments due in the period ÷ amount due in the period, less credit notes;"
                                    + " what is paid of an invoice goes to the instalment due first")
                    .source(
                            "instalments of issued invoices, the credit notes against them and the payments booked on them, by due date")
                    .byDueDate()
                    .inCompanyCurrency()
                    .value(
                            """
                            least(coalesce(sum(c.amount) FILTER (WHERE c.kind = 'payment-received'), 0),
                                  sum(c.amount) FILTER (WHERE c.kind <> 'payment-received'))
                              / nullif(sum(c.amount) FILTER (WHERE c.kind <> 'payment-received'), 0)
                            """)
                    .done(),
            Figure.of(
                            "collection-period",
                            "Collection period",
                            DAYS,
                            LOWER_IS_BETTER,
                            INVOICE_ISSUED,
                            CREDIT_NOTE_ISSUED,
                            WRITE_OFF_BOOKED,
                            PAYMENT_RECEIVED)
                    .formula("receivables at the end of the period ÷ invoiced in the 90 days up to then × 90 (DSO)")
                    .source("issued invoices, credit notes, write-offs and payments booked on invoices,"
                            + " all up to the end of the period and never later than today")
                    .standing(OWED, BOOKED, INVOICE_ISSUED, CREDIT_NOTE_ISSUED, WRITE_OFF_BOOKED, PAYMENT_RECEIVED)
                    .lately("invoiced", 90, INVOICE_ISSUED, CREDIT_NOTE_ISSUED)
                    .inCompanyCurrency()
                    .value(
                            """
                            CASE WHEN sum(c.amount) FILTER (WHERE c.term = 'invoiced') > 0
                              THEN coalesce(%s, 0) * 90 / sum(c.amount) FILTER (WHERE c.term = 'invoiced') END
                            """
                                    .formatted(receivables(OWED)))
                    .done(),
            Figure.of(
                            "overdue-share",
                            "Overdue share",
                            SHARE,
                            LOWER_IS_BETTER,
                            INSTALMENT_AGREED,
                            CREDIT_NOTE_ISSUED,
                            WRITE_OFF_BOOKED,
                            PAYMENT_RECEIVED)
                    .formula("receivables past due ÷ receivables, at the end of the period")
                    .source("instalments of issued invoices, credit notes, write-offs and payments booked on invoices,"
                            + " all up to the end of the period and never later than today")
                    .standing(OWED, BOOKED, INSTALMENT_AGREED, CREDIT_NOTE_ISSUED, WRITE_OFF_BOOKED, PAYMENT_RECEIVED)
                    .standing(
                            "overdue",
                            PAST_DUE,
                            INSTALMENT_AGREED,
                            CREDIT_NOTE_ISSUED,
                            WRITE_OFF_BOOKED,
                            PAYMENT_RECEIVED)
                    .inCompanyCurrency()
                    .value("CASE WHEN %1$s > 0 THEN coalesce(%2$s, 0) / %1$s END"
                            .formatted(receivables(OWED), receivables("overdue")))
                    .note("", "CASE WHEN f.due_on < :to THEN 'past due' END")
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
                    .done(),
            Figure.of(
                            "first-response-compliance",
                            "First response in time",
                            SHARE,
                            HIGHER_IS_BETTER,
                            CASE_ANSWERED_IN_TIME,
                            CASE_ANSWERED_LATE)
                    .formula("cases answered within their service level ÷ cases answered, by the day of the answer")
                    .source("answered requests and complaints; waiting for the customer does not count")
                    .value(
                            "coalesce(sum(c.n) FILTER (WHERE c.kind = 'case-answered-in-time'), 0)::numeric / nullif(sum(c.n), 0)")
                    .done(),
            Figure.of(
                            "resolution-compliance",
                            "Resolution in time",
                            SHARE,
                            HIGHER_IS_BETTER,
                            CASE_RESOLVED_IN_TIME,
                            CASE_RESOLVED_LATE)
                    .formula("cases resolved within their service level ÷ cases resolved, by the day of the resolution")
                    .source("resolved requests and complaints; waiting for the customer does not count")
                    .value(
                            "coalesce(sum(c.n) FILTER (WHERE c.kind = 'case-resolved-in-time'), 0)::numeric / nullif(sum(c.n), 0)")
                    .done(),
            Figure.of("approval-time", "Approval time", WORKING_HOURS, LOWER_IS_BETTER, APPROVAL_DECIDED)
                    .formula("median working hours from request to last decision, by the day of the decision")
                    .source("decided approvals")
                    .quantile(0.5)
                    .done(),
            Figure.of(
                            "approval-time-p90",
                            "Approval time, slowest tenth",
                            WORKING_HOURS,
                            LOWER_IS_BETTER,
                            APPROVAL_DECIDED)
                    .formula("working hours from request to last decision that nine in ten approvals do not exceed")
                    .source("decided approvals")
                    .quantile(0.9)
                    .done());

    private FigureCatalogue() {}

    /** What was asked for, less what was paid. */
    private static String receivables(String term) {
        return "sum(CASE c.kind WHEN 'payment-received' THEN -c.amount ELSE c.amount END) FILTER (WHERE c.term = '%s')"
                .formatted(term);
    }

    static Optional<Figure> find(String name) {
        return FIGURES.stream().filter(figure -> figure.name().equals(name)).findFirst();
    }
}
