package io.tradewind.service;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcMeasures implements Measures {

    private static final Set<String> OUTCOMES = Set.of("done", "later", "dropped");

    private static final String DECIDED =
            """
            SELECT c.number, p.measure, p.owner, p.due_on,
                   coalesce(u.category || ': ' || array_to_string(u.whys, ' ← '), c.description) AS because
              FROM case_prevention p JOIN service_case c ON c.id = p.case_id LEFT JOIN case_cause u ON u.case_id = c.id
             WHERE c.number = :of
             UNION ALL
            SELECT r.number, r.measure, r.owner, r.due_on, r.category || ': ' || r.finding
              FROM cause_review r
             WHERE r.number = :of AND r.closed_at IS NOT NULL
            """;

    private final JdbcClient jdbc;
    private final Acting acting;
    private final Clock clock;
    private final WorkingTime workingTime;

    JdbcMeasures(JdbcClient jdbc, Acting acting, Clock clock, WorkingTime workingTime) {
        this.jdbc = jdbc;
        this.acting = acting;
        this.clock = clock;
        this.workingTime = workingTime;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Measure> find(String of) {
        List<MeasureReport> reports = reports(of);
        return jdbc.sql(DECIDED)
                .param("of", of)
                .query((row, n) -> new Measure(
                        row.getString("number"),
                        row.getString("measure"),
                        row.getString("because"),
                        row.getString("owner"),
                        reports.stream()
                                .map(MeasureReport::newDueOn)
                                .filter(java.util.Objects::nonNull)
                                .reduce((first, second) -> second)
                                .orElse(row.getObject("due_on", Date.class).toLocalDate()),
                        reports))
                .optional();
    }

    private List<MeasureReport> reports(String of) {
        return jdbc.sql(
                        """
                        SELECT outcome, note, new_due_on, reported_by, reported_at
                          FROM measure_report WHERE measure_of = :of ORDER BY id
                        """)
                .param("of", of)
                .query((row, n) -> {
                    Date newDueOn = row.getDate("new_due_on");
                    return new MeasureReport(
                            row.getString("outcome"),
                            row.getString("note"),
                            newDueOn == null ? null : newDueOn.toLocalDate(),
                            row.getString("reported_by"),
                            row.getTimestamp("reported_at").toInstant());
                })
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Measure get(String of) {
        return find(of).orElseThrow(() -> new Refused("measureOf", "No measure was decided with " + of + "."));
    }

    @Override
    public void report(String of, String outcome, String note, @Nullable LocalDate newDueOn) {
        if (!OUTCOMES.contains(outcome)) {
            throw new Refused("measureOutcome", "Say whether it was done.");
        }
        String words = CaseCheck.needed(
                "measureNote",
                note,
                2000,
                outcome.equals("done")
                        ? "Say what was done, so that others can see it."
                        : "Say why it was not done, so that others can see it.");
        boolean later = outcome.equals("later");
        if (later && (newDueOn == null || newDueOn.isBefore(workingTime.today()))) {
            throw new Refused("measureNewDueOn", "Say until when it will be done: a day from today on.");
        }
        if (get(of).finished().isPresent()) {
            throw new Refused("measureOutcome", "This measure was finished before.");
        }
        jdbc.sql(
                        """
                        INSERT INTO measure_report (measure_of, outcome, note, new_due_on, reported_by, reported_at)
                        VALUES (:of, :outcome, :note, :newDueOn, :by, :at)
                        """)
                .param("of", of)
                .param("outcome", outcome)
                .param("note", words)
                .param("newDueOn", later ? newDueOn : null, Types.DATE)
                .param("by", acting.user().orElse("system"))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }
}
