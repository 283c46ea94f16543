package io.tradewind.engine.path;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads in transactions of their own, in which there is memory to sort what a year holds. */
@Component
class JdbcPassages implements Passages {

    private static final String OF =
            """
            p.definition_id = ANY (:definitions) AND p.ended_at >= :from AND p.ended_at < :to
              AND (:everybody OR p.rep = ANY (:reps))""";

    private static final String SPENT = "extract(epoch FROM p.ended_at - p.began_at)::float8";
    private static final String PLANNED = "extract(epoch FROM p.due_at - p.began_at)::float8";

    private static final String TIMES =
            """
            SELECT %1$s AS key,
                   count(*) FILTER (WHERE NOT p.broken_off) AS passed,
                   count(*) FILTER (WHERE p.broken_off) AS broken_off,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY %2$s) FILTER (WHERE NOT p.broken_off) AS median,
                   percentile_cont(0.9) WITHIN GROUP (ORDER BY %2$s) FILTER (WHERE NOT p.broken_off) AS ninth,
                   count(p.due_at) FILTER (WHERE NOT p.broken_off) AS due,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY %3$s)
                     FILTER (WHERE NOT p.broken_off AND p.due_at IS NOT NULL) AS planned,
                   count(*) FILTER (WHERE NOT p.broken_off AND p.ended_at > p.due_at) AS late,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY %2$s - %3$s)
                     FILTER (WHERE NOT p.broken_off AND p.ended_at > p.due_at) AS late_by
            FROM %4$s
            WHERE %5$s
            GROUP BY 1
            """;

    /** Step by step, so that nothing has to be sorted by step, and each is read from its own stretch of the index. */
    private static final String STEP_BY_STEP =
            """
            (WITH RECURSIVE known AS (
               SELECT d.definition,
                      (SELECT min(p.step) FROM step_passage p WHERE p.definition_id = d.definition) AS step
               FROM unnest(:definitions::text[]) AS d (definition)
               UNION ALL
               SELECT k.definition,
                      (SELECT min(p.step) FROM step_passage p WHERE p.definition_id = k.definition AND p.step > k.step)
               FROM known k
               WHERE k.step IS NOT NULL)
             SELECT definition, step FROM known WHERE step <> '>' ORDER BY step) k
            CROSS JOIN LATERAL (SELECT s.* FROM step_passage s
                                WHERE s.definition_id = k.definition AND s.step = k.step
                                  AND s.ended_at >= :from AND s.ended_at < :to
                                OFFSET 0) p
            """;

    /** Both halves are read from an index of their own, and only what is asked for is counted or sorted. */
    private static final String WHOLES =
            """
            SELECT d.process, whole.passed, whole.median, steps.due, steps.late
            FROM (SELECT o.process, array_agg(o.definition) AS definitions
                  FROM unnest(:processes::text[], :definitions::text[]) AS o (process, definition) GROUP BY 1) d
            CROSS JOIN LATERAL (
              SELECT count(*) AS passed, percentile_cont(0.5) WITHIN GROUP (ORDER BY %1$s) AS median
              FROM step_passage p WHERE p.step = '' AND NOT p.broken_off AND %2$s) whole
            CROSS JOIN LATERAL (
              SELECT count(*) AS due, count(*) FILTER (WHERE p.ended_at > p.due_at) AS late
              FROM step_passage p
              WHERE p.step <> '' AND p.due_at IS NOT NULL AND NOT p.broken_off AND %2$s) steps
            """;

    private static final String WAYS =
            """
            SELECT w.way, count(*) AS taken
            FROM step_passage p CROSS JOIN LATERAL unnest(string_to_array(p.ways, ' ')) AS w (way)
            WHERE p.ways IS NOT NULL AND p.step <> '' AND %s
            GROUP BY 1
            """
                    .formatted(OF);

    private static final String CAME =
            """
            WITH ended AS (
              SELECT p.ways FROM step_passage p WHERE p.step = '' AND NOT p.broken_off AND %s)
            SELECT '' AS step, count(*) AS cases FROM ended
            UNION ALL
            SELECT c.step, count(*) FROM ended CROSS JOIN LATERAL unnest(string_to_array(ended.ways, ' ')) AS c (step)
            GROUP BY 1
            """
                    .formatted(OF);

    /** A step that is done several times at once has an execution of its own around them, which is not active. */
    private static final String STANDING =
            """
            FROM act_ru_execution e
            LEFT JOIN act_ru_variable r ON r.var_scope_ = e.proc_inst_id_ AND r.name_ = 'rep'
            LEFT JOIN act_ru_variable o ON o.var_scope_ = e.root_proc_inst_id_ AND o.name_ = 'rep'
            LEFT JOIN act_ru_task t ON t.execution_id_ = e.id_
            %s
            WHERE e.proc_def_id_ = ANY (:definitions) AND e.is_active_ AND e.act_id_ IS NOT NULL
              AND (:everybody OR coalesce(r.text_, o.text_) = ANY (:reps))
              AND (:step::text IS NULL OR split_part(e.act_id_, '#', 1) = :step)
            """;

    private static final String NOW =
            """
            SELECT split_part(e.act_id_, '#', 1) AS step, count(DISTINCT e.proc_inst_id_) AS standing,
                   count(DISTINCT e.proc_inst_id_) FILTER (WHERE t.due_date_ < :now) AS late
            """
                    + STANDING.formatted("") + "GROUP BY 1";

    private static final String LONGEST =
            """
            SELECT i.business_key_, e.proc_def_id_, split_part(e.act_id_, '#', 1) AS step,
                   coalesce(r.text_, o.text_) AS rep, coalesce(h.start_time_, j.create_time_) AS since, t.due_date_
            """
                    + STANDING.formatted(
                            """
                            JOIN act_ru_execution i ON i.id_ = e.proc_inst_id_
                            LEFT JOIN act_hi_actinst h ON h.id_ = e.act_inst_id_
                            LEFT JOIN act_ru_job j ON j.execution_id_ = e.id_ AND j.type_ = 'message'
                            """)
                    + "ORDER BY since NULLS LAST, i.business_key_ LIMIT :limit";

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcPassages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private void roomToSort() {
        jdbc.sql("SELECT set_config('work_mem', '64MB', true)")
                .query(String.class)
                .single();
    }

    @Override
    @Transactional
    public Map<String, Times> times(Asked asked) {
        roomToSort();
        return times(asked(TIMES.formatted("p.step", spent(asked), planned(asked), STEP_BY_STEP, OF), asked));
    }

    @Override
    @Transactional
    public Map<String, Times> times(Asked asked, String step, Map<String, String> groups) {
        roomToSort();
        List<String> reps = List.copyOf(groups.keySet());
        return times(asked(
                        TIMES.formatted(
                                "coalesce(g.name, '')",
                                spent(asked),
                                planned(asked),
                                "step_passage p LEFT JOIN unnest(:members::text[], :names::text[]) AS g (rep, name) ON g.rep = p.rep",
                                OF + " AND p.step = :step"),
                        asked)
                .param("members", reps.toArray(String[]::new))
                .param("names", reps.stream().map(groups::get).toArray(String[]::new))
                .param("step", step));
    }

    @Override
    @Transactional
    public Map<String, Whole> wholes(Map<String, List<String>> processes, Asked asked) {
        roomToSort();
        List<String> names = new ArrayList<>();
        List<String> definitions = new ArrayList<>();
        processes.forEach((name, versions) -> versions.forEach(version -> {
            names.add(name);
            definitions.add(version);
        }));
        Map<String, Whole> wholes = new HashMap<>();
        asked(
                        WHOLES.formatted(spent(asked), OF.replace(":definitions", "d.definitions")),
                        new Asked(definitions, asked.from(), asked.to(), asked.reps(), asked.worked()))
                .param("processes", names.toArray(String[]::new))
                .query(row -> {
                    wholes.put(
                            row.getString("process"),
                            new Whole(
                                    row.getLong("passed"),
                                    number(row, "median"),
                                    row.getLong("due"),
                                    row.getLong("late")));
                });
        return wholes;
    }

    private static String spent(Asked asked) {
        return asked.worked() ? "p.worked_seconds" : SPENT;
    }

    private static String planned(Asked asked) {
        return asked.worked() ? "p.planned_seconds" : PLANNED;
    }

    private static Map<String, Times> times(StatementSpec statement) {
        Map<String, Times> times = new HashMap<>();
        statement.query(row -> {
            times.put(
                    row.getString("key"),
                    new Times(
                            row.getLong("passed"),
                            row.getLong("broken_off"),
                            number(row, "median"),
                            number(row, "ninth"),
                            row.getLong("due"),
                            number(row, "planned"),
                            row.getLong("late"),
                            number(row, "late_by")));
        });
        return times;
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    @Override
    public Map<String, Long> ways(Asked asked) {
        Map<String, Long> ways = new HashMap<>();
        asked(WAYS, asked).query(row -> {
            ways.put(row.getString("way"), row.getLong("taken"));
        });
        return ways;
    }

    @Override
    public Came came(Asked asked) {
        Map<String, Long> cases = new HashMap<>();
        asked(CAME, asked).query(row -> {
            cases.put(row.getString("step"), row.getLong("cases"));
        });
        Map<String, Came.Step> steps = new HashMap<>();
        cases.forEach((step, number) -> {
            boolean again = step.endsWith(PassageRecord.AGAIN);
            steps.merge(
                    again ? step.substring(0, step.length() - PassageRecord.AGAIN.length()) : step,
                    new Came.Step(number, again ? number : 0),
                    (one, other) -> new Came.Step(one.cases() + other.cases(), one.again() + other.again()));
        });
        Came.Step all = steps.remove("");
        return new Came(all == null ? 0 : all.cases(), steps);
    }

    @Override
    public Map<String, Now> now(Asked asked) {
        Map<String, Now> now = new HashMap<>();
        asked(NOW, asked)
                .param("step", null)
                .param("now", Timestamp.from(clock.instant()))
                .query(row -> {
                    now.put(row.getString("step"), new Now(row.getLong("standing"), row.getLong("late")));
                });
        return now;
    }

    @Override
    public List<Standing> longest(Asked asked, @Nullable String step, int limit) {
        List<Standing> standing = new ArrayList<>();
        asked(LONGEST, asked).param("step", step).param("limit", limit).query(row -> {
            String key = row.getString("business_key_");
            standing.add(new Standing(
                    key == null ? "" : key,
                    row.getString("proc_def_id_"),
                    row.getString("step"),
                    row.getString("rep"),
                    instant(row.getTimestamp("since")),
                    instant(row.getTimestamp("due_date_"))));
        });
        return standing;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private StatementSpec asked(String sql, Asked asked) {
        List<String> reps = asked.reps();
        return jdbc.sql(sql)
                .param("definitions", asked.definitions().toArray(String[]::new))
                .param("from", OffsetDateTime.ofInstant(asked.from(), ZoneOffset.UTC))
                .param("to", OffsetDateTime.ofInstant(asked.to(), ZoneOffset.UTC))
                .param("everybody", reps == null)
                .param("reps", (reps == null ? List.<String>of() : reps).toArray(String[]::new));
    }
}
