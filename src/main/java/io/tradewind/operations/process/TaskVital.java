package io.tradewind.operations.process;

import io.tradewind.engine.Vital;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for people. However much it is, it is no operator's trouble. */
@Component
class TaskVital implements Vital {

    private static final String OPEN =
            """
            SELECT d.key_ AS process,
                   CASE WHEN t.create_time_ >= :day THEN '1-day' WHEN t.create_time_ >= :week THEN '7-days'
                        WHEN t.create_time_ >= :month THEN '30-days' ELSE 'older' END AS age,
                   count(*) AS n, count(*) FILTER (WHERE t.due_date_ < :now) AS overdue
              FROM engine.act_ru_task t
              JOIN engine.act_re_procdef d ON d.id_ = t.proc_def_id_
             GROUP BY 1, 2 ORDER BY 1, 2
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    TaskVital(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tasks";
    }

    private record Group(String process, String age, long open, long overdue) {}

    @Override
    public Condition condition() {
        Instant now = clock.instant();
        List<Group> groups = jdbc.sql(OPEN)
                .param("now", Timestamp.from(now))
                .param("day", Timestamp.from(now.minus(Duration.ofDays(1))))
                .param("week", Timestamp.from(now.minus(Duration.ofDays(7))))
                .param("month", Timestamp.from(now.minus(Duration.ofDays(30))))
                .query((row, number) -> new Group(
                        row.getString("process"), row.getString("age"), row.getLong("n"), row.getLong("overdue")))
                .list();
        List<Measured> measures = new ArrayList<>();
        for (Group group : groups.isEmpty() ? List.of(new Group(Measured.NONE, Measured.NONE, 0, 0)) : groups) {
            Map<String, String> labels = Map.of("process", group.process(), "age", group.age());
            measures.add(new Measured("tradewind.tasks.open", "Tasks that wait for people", labels, group.open()));
            measures.add(new Measured("tradewind.tasks.overdue", "Those that are late", labels, group.overdue()));
        }
        return new Condition(
                null,
                Vital.details(
                        "open", groups.stream().mapToLong(Group::open).sum(),
                        "overdue", groups.stream().mapToLong(Group::overdue).sum()),
                measures);
    }
}
