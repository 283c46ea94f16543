package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.Direction.LOWER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Figure.Basis.BOOKED;
import static io.tradewind.kpi.Figure.Basis.PAST_DUE;
import static io.tradewind.kpi.Unit.*;

import java.util.List;

/** What is invoiced, owed and paid. */
final class CashFigures {

    private static final String NO_PRODUCT = "an invoice may be for several products and is paid as a whole";

    private static final String OWED = "owed";

    static final List<Figure> FIGURES = List.of(
            Figure.of("invoiced", "Invoiced", MONEY, HIGHER_IS_BETTER, INVOICE_ISSUED, CREDIT_NOTE_ISSUED)
                    .formula("Σ issued invoices − Σ credit notes, each by its day of issue")
                    .source("issued invoices and credit notes")
                    .inCompanyCurrency()
                    .value("sum(c.amount)")
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
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
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
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
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
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
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
                    .done(),
            Figure.of(
                            "open-receivables",
                            "Open receivables",
                            MONEY,
                            LOWER_IS_BETTER,
                            INSTALMENT_AGREED,
                            CREDIT_NOTE_ISSUED,
                            WRITE_OFF_BOOKED,
                            PAYMENT_RECEIVED)
                    .formula("Σ instalments due in the period − what was paid, credited or written off of them")
                    .source("instalments of issued invoices, credit notes, write-offs and payments, by due date")
                    .byDueDate()
                    .inCompanyCurrency()
                    .value("sum(CASE c.kind WHEN 'payment-received' THEN -c.amount ELSE c.amount END)")
                    .notBy(NO_PRODUCT, Dimension.PRODUCT)
                    .done());

    private CashFigures() {}

    /** What was asked for, less what was paid. */
    private static String receivables(String term) {
        return "sum(CASE c.kind WHEN 'payment-received' THEN -c.amount ELSE c.amount END) FILTER (WHERE c.term = '%s')"
                .formatted(term);
    }
}
