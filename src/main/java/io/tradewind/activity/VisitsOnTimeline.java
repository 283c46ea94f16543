package io.tradewind.activity;

import io.tradewind.customer.TimelineBound;
import io.tradewind.customer.TimelineEntry;
import io.tradewind.customer.TimelineKind;
import io.tradewind.customer.TimelineRows;
import io.tradewind.customer.TimelineRows.Told;
import io.tradewind.customer.TimelineSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** When a visit was planned, and what came of it: a plan without a visit shows too. */
@Component
class VisitsOnTimeline implements TimelineSource {

    private static final String VISITS =
            """
            SELECT v.planned_at AS at, v.id AS key, v.number, v.purpose, v.planned_on, v.rep, r.happened, r.place, r.report,
                   r.follow_up, array_to_string(r.hints, ', ') AS hints
              FROM customer_visit v LEFT JOIN visit_report r ON r.visit_id = v.id
             WHERE v.customer_id = :customer AND (v.planned_at, v.id) < (:at, :number)
             ORDER BY v.planned_at DESC, v.id DESC LIMIT :count
            """;

    private final TimelineRows rows;

    VisitsOnTimeline(TimelineRows rows) {
        this.rows = rows;
    }

    @Override
    public Set<TimelineKind> kinds() {
        return Set.of(TimelineKind.PLANNED_VISIT);
    }

    @Override
    public List<TimelineEntry> newest(TimelineKind kind, long customerId, TimelineBound below, int count) {
        return rows.moments(kind, VISITS, customerId, below, count, VisitsOnTimeline::told);
    }

    private static Told told(ResultSet row) throws SQLException {
        Boolean happened = row.getObject("happened", Boolean.class);
        String state = happened == null ? "not reported yet" : happened ? "visited" : "did not take place";
        String hints = row.getString("hints");
        return new Told(
                "Visit %s for %s: %s".formatted(row.getString("number"), row.getDate("planned_on"), state),
                Stream.of(
                                row.getString("purpose"),
                                row.getString("place"),
                                row.getString("report"),
                                row.getString("follow_up") == null ? null : "agreed: " + row.getString("follow_up"),
                                hints == null || hints.isEmpty() ? null : "to be looked at: " + hints)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("; ")),
                row.getString("rep"),
                null);
    }
}
