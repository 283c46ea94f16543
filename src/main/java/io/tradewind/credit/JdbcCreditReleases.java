package io.tradewind.credit;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Releases: for an amount, until a day, with a reason. They die when the amount is exceeded or the day has passed. */
@Repository
class JdbcCreditReleases {

    private static final String INSERT =
            """
            INSERT INTO credit_release (customer_id, subject, amount, currency, until_day, reason, approval_id, granted_at)
            VALUES (:customerId, :subject, :amount, :currency, :until, :reason, :approvalId, :now)
            ON CONFLICT (approval_id) DO NOTHING
            """;

    private static final String COVERS =
            """
            SELECT count(*)
              FROM credit_release
             WHERE customer_id IN (:ids) AND ended_at IS NULL AND amount >= :exposure AND currency = :currency
               AND until_day >= :today
            """;

    private static final String END_DEAD =
            """
            UPDATE credit_release
               SET ended_at = :now, ended_why = CASE WHEN until_day < :today THEN 'expired' ELSE 'exceeded' END
             WHERE customer_id IN (:ids) AND ended_at IS NULL AND (amount < :exposure OR until_day < :today)
            """;

    private static final String END =
            "UPDATE credit_release SET ended_at = :now, ended_why = :why WHERE customer_id IN (:ids) AND ended_at IS NULL";

    private static final String OF_LAST_YEAR =
            """
            SELECT to_char(amount, 'FM999,999,999,990.00') || ' ' || currency || ' until ' || until_day || ' for ' || subject
                   || CASE WHEN ended_at IS NOT NULL THEN ', ended: ' || ended_why
                           WHEN until_day < :today THEN ', ended: expired' ELSE ', valid' END
              FROM credit_release
             WHERE customer_id IN (:ids) AND until_day >= :since
             ORDER BY granted_at DESC, id DESC
             LIMIT 5
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcCreditReleases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records what an approval granted; the same approval again changes nothing. */
    void record(ExposureSheet sheet, LocalDate until, String reason, long approvalId) {
        jdbc.sql(INSERT)
                .param("customerId", sheet.customerId())
                .param("subject", sheet.subject())
                .param("amount", sheet.exposureAfter())
                .param("currency", sheet.currency())
                .param("until", until)
                .param("reason", reason)
                .param("approvalId", approvalId)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Whether a living release of these customers allows this exposure. */
    boolean cover(Collection<Long> customerIds, BigDecimal exposure, String currency, LocalDate today) {
        return jdbc.sql(COVERS)
                        .param("ids", customerIds)
                        .param("exposure", exposure)
                        .param("currency", currency)
                        .param("today", today)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Ends what the exposure of these customers has outgrown, and what has expired. */
    void endDead(Collection<Long> customerIds, BigDecimal exposure, LocalDate today) {
        jdbc.sql(END_DEAD)
                .param("ids", customerIds)
                .param("exposure", exposure)
                .param("today", today)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** The last five, the newest first, in words. */
    List<String> ofLastYear(Collection<Long> customerIds, LocalDate today) {
        return jdbc.sql(OF_LAST_YEAR)
                .param("ids", customerIds)
                .param("today", today)
                .param("since", today.minusYears(1))
                .query(String.class)
                .list();
    }

    void end(Collection<Long> customerIds, String why) {
        jdbc.sql(END)
                .param("ids", customerIds)
                .param("why", why)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
