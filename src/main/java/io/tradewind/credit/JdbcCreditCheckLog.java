package io.tradewind.credit;

import io.tradewind.engine.Acting;
import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The append-only register of judgements; the database refuses changes. */
@Repository
class JdbcCreditCheckLog {

    private static final String INSERT =
            """
            INSERT INTO credit_check_log (entry, customer_id, subject, amount, currency, unpaid_invoices,
                                          delivered_not_invoiced, open_orders, prepayments, transferred,
                                          exposure_after, credit_limit, overdue_days, on_hold, bureau, rating, decision,
                                          outcome, why, at, acted_by)
            VALUES (:entry, :customerId, :subject, :amount, :currency, :unpaidInvoices, :deliveredNotInvoiced, :openOrders,
                    :prepayments, :transferred, :exposureAfter, :limit, :overdueDays, :onHold, :bureau, :rating, :decision,
                    :outcome, :why, :now, :user)
            RETURNING id
            """;

    private static final String OUTCOME =
            """
            INSERT INTO credit_check_log (check_id, entry, customer_id, subject, amount, currency, unpaid_invoices,
                                          delivered_not_invoiced, open_orders, prepayments, transferred, exposure_after,
                                          credit_limit, overdue_days, on_hold, bureau, rating, decision, outcome, why, at,
                                          acted_by)
            SELECT id, 'outcome', customer_id, subject, amount, currency, unpaid_invoices, delivered_not_invoiced,
                   open_orders, prepayments, transferred, exposure_after, credit_limit, overdue_days, on_hold, bureau, rating,
                   decision, :outcome, :why, :now, :user
              FROM credit_check_log
             WHERE id = :checkId
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Acting acting;

    JdbcCreditCheckLog(JdbcClient jdbc, Clock clock, Acting acting) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.acting = acting;
    }

    /** @return the entry's id */
    long write(
            String entry, ExposureSheet sheet, String rating, String decision, @Nullable String outcome, String why) {
        return jdbc.sql(INSERT)
                .param("entry", entry)
                .param("customerId", sheet.customerId())
                .param("subject", sheet.subject())
                .param("amount", sheet.amount())
                .param("currency", sheet.currency())
                .param("unpaidInvoices", sheet.unpaidInvoices())
                .param("deliveredNotInvoiced", sheet.deliveredNotInvoiced())
                .param("openOrders", sheet.openOrders())
                .param("prepayments", sheet.prepayments())
                .param("transferred", sheet.transferred())
                .param("bureau", sheet.bureau().words())
                .param("exposureAfter", sheet.exposureAfter())
                .param("limit", sheet.limit())
                .param("overdueDays", sheet.overdueDays())
                .param("onHold", sheet.onHold())
                .param("rating", rating)
                .param("decision", decision)
                .param("outcome", outcome)
                .param("why", why)
                .param("now", Timestamp.from(clock.instant()))
                .param("user", acting.user().orElse("system"))
                .query(Long.class)
                .single();
    }

    /** What came of a decision, with the figures it was based on. */
    void writeOutcome(long checkId, String outcome, String why) {
        jdbc.sql(OUTCOME)
                .param("checkId", checkId)
                .param("outcome", outcome)
                .param("why", why)
                .param("now", Timestamp.from(clock.instant()))
                .param("user", acting.user().orElse("system"))
                .update();
    }
}
