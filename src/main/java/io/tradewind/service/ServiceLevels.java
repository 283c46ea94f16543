package io.tradewind.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How well we keep what customers were promised. */
@Repository
@Transactional(readOnly = true)
public class ServiceLevels {

    private static final String WHOSE = "(:everybody OR c.owner = ANY(:owners))"
            + " AND (:customer::bigint IS NULL OR c.customer_id = :customer)"
            + " AND (:product::text IS NULL OR c.product = :product)";

    private static final String KEPT =
            """
            SELECT c.severity, k.customer_class,
                   count(*) FILTER (WHERE c.answered_at >= :from AND c.answered_at < :until) AS answered,
                   count(*) FILTER (WHERE c.answered_at >= :from AND c.answered_at < :until
                                      AND k.respond_used_seconds <= k.respond_seconds) AS answered_in_time,
                   count(*) FILTER (WHERE c.resolved_at >= :from AND c.resolved_at < :until) AS resolved,
                   count(*) FILTER (WHERE c.resolved_at >= :from AND c.resolved_at < :until
                                      AND k.resolve_used_seconds <= k.resolve_seconds) AS resolved_in_time
              FROM service_case c JOIN case_clock k ON k.case_id = c.id
             WHERE (c.answered_at >= :from AND c.answered_at < :until OR c.resolved_at >= :from AND c.resolved_at < :until)
               AND %s
             GROUP BY c.severity, k.customer_class
             ORDER BY array_position(ARRAY['critical', 'high', 'normal', 'low'], c.severity), k.customer_class
            """
                    .formatted(WHOSE);

    /** What {@link #KEPT} counts, of one severity and class. */
    private static final String CASES =
            """
            SELECT c.number, c.customer_id, c.owner, c.kind, c.answered_at, c.resolved_at,
                   k.respond_used_seconds <= k.respond_seconds AS answered_in_time,
                   k.resolve_used_seconds <= k.resolve_seconds AS resolved_in_time
              FROM service_case c JOIN case_clock k ON k.case_id = c.id
             WHERE (c.answered_at >= :from AND c.answered_at < :until OR c.resolved_at >= :from AND c.resolved_at < :until)
               AND c.severity = :severity AND k.customer_class = :class
               AND %s
             ORDER BY coalesce(c.resolved_at, c.answered_at) DESC, c.number DESC
             LIMIT 5000
            """
                    .formatted(WHOSE);

    /** A warning of 100 % says that the time is used up; it is given once for each of the two times. */
    private static final String LATE =
            """
            SELECT c.number, c.customer_id, c.owner, c.kind, c.severity, k.customer_class, c.opened_at,
                   CASE WHEN c.answered_at IS NULL AND w.respond THEN 'first answer' ELSE 'resolution' END AS missed
              FROM service_case c
              JOIN case_clock k ON k.case_id = c.id
              JOIN (SELECT case_id, bool_or(milestone = 'respond') AS respond, bool_or(milestone = 'resolve') AS resolve
                      FROM case_warning WHERE percent = 100 GROUP BY case_id) w ON w.case_id = c.id
             WHERE c.closed_at IS NULL AND c.resolved_at IS NULL AND (w.resolve OR w.respond AND c.answered_at IS NULL)
               AND %s
             ORDER BY array_position(ARRAY['critical', 'high', 'normal', 'low'], c.severity), c.opened_at
            """
                    .formatted(WHOSE);

    private static final String OPEN =
            """
            SELECT c.owner, count(*) AS n FROM service_case c WHERE c.closed_at IS NULL AND %s GROUP BY c.owner
            """
                    .formatted(WHOSE);

    private final JdbcClient jdbc;
    private final ZoneId zone;

    ServiceLevels(JdbcClient jdbc, @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.jdbc = jdbc;
        this.zone = zone;
    }

    /**
     * Whose cases are meant; what is null does not narrow.
     *
     * @param owners user ids of the reps who look after the customers
     */
    public record Whose(@Nullable Collection<String> owners, @Nullable Long customerId, @Nullable String product) {}

    /** Cases of one severity and customer class, by the day of the answer or the resolution. */
    public record Kept(
            String severity,
            String customerClass,
            long answered,
            long answeredInTime,
            long resolved,
            long resolvedInTime) {}

    /**
     * An open case whose promised time is used up.
     *
     * @param owner user id of the rep who looks after the customer
     * @param missed {@code first answer} or {@code resolution}
     */
    public record LateCase(
            String number,
            long customerId,
            @Nullable String owner,
            String kind,
            String severity,
            String customerClass,
            Instant openedAt,
            String missed) {}

    /**
     * A case that was answered or resolved.
     *
     * @param owner user id of the rep who looks after the customer
     */
    public record KeptCase(
            String number,
            long customerId,
            @Nullable String owner,
            String kind,
            @Nullable Instant answeredAt,
            @Nullable Instant resolvedAt,
            boolean answeredInTime,
            boolean resolvedInTime) {}

    /** How many were kept, the severest first; null is without beginning or end. */
    public List<Kept> kept(@Nullable LocalDate from, @Nullable LocalDate to, Whose whose) {
        return within(KEPT, from, to, whose).query(Kept.class).list();
    }

    /** The cases behind one row of {@link #kept}, the last ones first. */
    public List<KeptCase> cases(
            @Nullable LocalDate from, @Nullable LocalDate to, Whose whose, String severity, String customerClass) {
        return within(CASES, from, to, whose)
                .param("severity", severity)
                .param("class", customerClass)
                .query((row, number) -> new KeptCase(
                        row.getString("number"),
                        row.getLong("customer_id"),
                        row.getString("owner"),
                        row.getString("kind"),
                        instant(row, "answered_at"),
                        instant(row, "resolved_at"),
                        row.getBoolean("answered_in_time"),
                        row.getBoolean("resolved_in_time")))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column) == null
                ? null
                : row.getTimestamp(column).toInstant();
    }

    private JdbcClient.StatementSpec within(String sql, @Nullable LocalDate from, @Nullable LocalDate to, Whose whose) {
        return narrowed(sql, whose)
                .param("from", at(from == null ? LocalDate.EPOCH : from))
                .param("until", at(to == null ? LocalDate.of(9999, 12, 31) : to.plusDays(1)));
    }

    /** The severest first, then the oldest. */
    public List<LateCase> late(Whose whose) {
        return narrowed(LATE, whose)
                .query((row, number) -> new LateCase(
                        row.getString("number"),
                        row.getLong("customer_id"),
                        row.getString("owner"),
                        row.getString("kind"),
                        row.getString("severity"),
                        row.getString("customer_class"),
                        row.getTimestamp("opened_at").toInstant(),
                        row.getString("missed")))
                .list();
    }

    /** How many are not closed. */
    public long open(Whose whose) {
        return narrowed(OPEN, whose).query((ResultSet row, int number) -> row.getLong("n")).list().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private JdbcClient.StatementSpec narrowed(String sql, Whose whose) {
        return jdbc.sql(sql)
                .param("everybody", whose.owners() == null)
                .param(
                        "owners",
                        whose.owners() == null ? new String[0] : whose.owners().toArray(String[]::new))
                .param("customer", whose.customerId(), Types.BIGINT)
                .param("product", whose.product(), Types.VARCHAR);
    }

    private Timestamp at(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(zone).toInstant());
    }
}
