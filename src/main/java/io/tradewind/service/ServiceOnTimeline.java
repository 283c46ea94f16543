package io.tradewind.service;

import io.tradewind.customer.TimelineBound;
import io.tradewind.customer.TimelineEntry;
import io.tradewind.customer.TimelineKind;
import io.tradewind.customer.TimelineRows;
import io.tradewind.customer.TimelineRows.Told;
import io.tradewind.customer.TimelineSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened after delivery: calls, visits, surveys and cases. */
@Component
class ServiceOnTimeline implements TimelineSource {

    private static final String HANDOVERS =
            """
            SELECT called_at AS at, id AS key, order_number, complete, open_points, settlement, called_by
              FROM handover
             WHERE customer_id = :customer AND (called_at, id) < (:at, :number)
             ORDER BY called_at DESC, id DESC LIMIT :count
            """;

    private static final String SURVEYS =
            """
            SELECT sent_at AS at, id AS key, subject, contact_email, answered_at, reminded_at
              FROM survey
             WHERE customer_id = :customer AND (sent_at, id) < (:at, :number)
             ORDER BY sent_at DESC, id DESC LIMIT :count
            """;

    private static final String ANSWERS =
            """
            SELECT answered_at AS at, id AS key, subject, score, comment
              FROM survey
             WHERE customer_id = :customer AND answered_at IS NOT NULL
               AND (answered_at, id) < (:at, :number)
             ORDER BY answered_at DESC, id DESC LIMIT :count
            """;

    private static final String CASES =
            """
            SELECT opened_at AS at, id AS key, number, kind, severity, description, reported_by, resolved_at, closed_at
              FROM service_case
             WHERE customer_id = :customer AND (opened_at, id) < (:at, :number)
             ORDER BY opened_at DESC, id DESC LIMIT :count
            """;

    private static final String VISITS =
            """
            SELECT answered_at AS at, id AS key, occasion, outcome, note, answered_by, new_deal
              FROM care
             WHERE customer_id = :customer AND answered_at IS NOT NULL AND (answered_at, id) < (:at, :number)
             ORDER BY answered_at DESC, id DESC LIMIT :count
            """;

    private static final int SHORT = 300;

    private final TimelineRows rows;

    ServiceOnTimeline(TimelineRows rows) {
        this.rows = rows;
    }

    @Override
    public Set<TimelineKind> kinds() {
        return Set.of(
                TimelineKind.HANDOVER,
                TimelineKind.SURVEY,
                TimelineKind.SURVEY_ANSWER,
                TimelineKind.SERVICE_CASE,
                TimelineKind.VISIT);
    }

    @Override
    public List<TimelineEntry> newest(TimelineKind kind, long customerId, TimelineBound below, int count) {
        return switch (kind) {
            case HANDOVER -> rows.moments(kind, HANDOVERS, customerId, below, count, ServiceOnTimeline::handover);
            case SURVEY -> rows.moments(kind, SURVEYS, customerId, below, count, ServiceOnTimeline::survey);
            case SURVEY_ANSWER -> rows.moments(kind, ANSWERS, customerId, below, count, ServiceOnTimeline::answer);
            case VISIT -> rows.moments(kind, VISITS, customerId, below, count, ServiceOnTimeline::visit);
            default -> rows.moments(kind, CASES, customerId, below, count, ServiceOnTimeline::serviceCase);
        };
    }

    private static Told handover(ResultSet row) throws SQLException {
        String open = row.getString("open_points");
        String settled = row.getString("settlement");
        return new Told(
                "Handover of " + row.getString("order_number")
                        + (row.getBoolean("complete") ? ": all is there and works" : ": something is open"),
                open != null ? open : settled,
                row.getString("called_by"),
                null);
    }

    private static Told survey(ResultSet row) throws SQLException {
        return new Told(
                "Asked how satisfied they are with " + row.getString("subject"),
                "mail to " + row.getString("contact_email")
                        + (row.getString("answered_at") != null
                                ? ", answered"
                                : row.getString("reminded_at") != null ? ", reminded" : ""),
                null,
                null);
    }

    private static Told answer(ResultSet row) throws SQLException {
        return new Told(
                row.getInt("score") + " of 10 for " + row.getString("subject"),
                shortened(row.getString("comment")),
                null,
                null);
    }

    private static Told serviceCase(ResultSet row) throws SQLException {
        String state = row.getString("closed_at") != null
                ? "closed"
                : row.getString("resolved_at") != null ? "resolved" : "open";
        return new Told(
                (row.getString("kind").equals("complaint") ? "Complaint " : "Request ") + row.getString("number") + ", "
                        + row.getString("severity") + ", " + state,
                shortened(row.getString("description")),
                row.getString("reported_by"),
                "/cases/" + row.getString("number"));
    }

    private static Told visit(ResultSet row) throws SQLException {
        String deal = row.getString("new_deal");
        return new Told(
                Occasion.of(row.getString("occasion")).label() + ": "
                        + CareOutcome.of(row.getString("outcome")).label() + (deal == null ? "" : ", " + deal),
                shortened(row.getString("note")),
                row.getString("answered_by"),
                null);
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= SHORT ? text : text.substring(0, SHORT) + "…";
    }
}
