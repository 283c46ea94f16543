package io.tradewind.engine.path;

import io.tradewind.engine.WorkedTime;
import io.tradewind.engine.path.PassageNotes.Begun;
import io.tradewind.engine.path.PassageNotes.Ended;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes passages: one statement that looks up what the command did not see, and one that adds. */
@Component
class PassageRecord {

    /** Behind a step to which a case came more than once. */
    static final String AGAIN = "*";

    /** Below it nobody waited: a machine worked. */
    private static final long A_MOMENT = 1_000;

    /**
     * Each looked up by its key: as joins they took longer to plan than to read. Of visits when they began and
     * when tasks are due, where the engine has not said it; of instances whose they are.
     */
    private static final String KNOWN =
            """
            SELECT n.visit AS id, true AS visited,
                   coalesce((SELECT h.start_time_ FROM act_hi_actinst h WHERE h.id_ = n.visit),
                            (SELECT p.start_time_ FROM act_hi_procinst p WHERE p.proc_inst_id_ = n.visit)) AS began,
                   (SELECT t.due_date_ FROM act_hi_taskinst t
                     WHERE t.id_ = (SELECT h.task_id_ FROM act_hi_actinst h WHERE h.id_ = n.visit)) AS due,
                   NULL AS rep
            FROM unnest(:visits::text[]) AS n (visit)
            UNION ALL
            SELECT n.instance, false, NULL, NULL,
                   coalesce((SELECT r.text_ FROM act_ru_variable r WHERE r.var_scope_ = n.instance AND r.name_ = 'rep'),
                            (SELECT o.text_ FROM act_ru_variable o WHERE o.var_scope_ = n.root AND o.name_ = 'rep'))
            FROM unnest(:instances::text[], :roots::text[]) AS n (instance, root)
            """;

    private static final String VISITS =
            """
            SELECT id_, act_id_ FROM act_hi_actinst
            WHERE proc_inst_id_ = :instance AND act_type_ <> 'multiInstanceBody'
            """;

    private static final String ADD =
            """
            INSERT INTO step_passage
              (definition_id, step, instance_id, began_at, ended_at, worked_seconds, due_at, planned_seconds, broken_off,
               ways, rep)
            SELECT definition, step, instance, to_timestamp(began / 1000.0), to_timestamp(ended / 1000.0), worked,
                   to_timestamp(nullif(due, 0) / 1000.0), nullif(planned, -1), broken, ways, rep
            FROM unnest(:definitions::text[], :steps::text[], :instances::text[], :began::bigint[], :ended::bigint[],
                        :worked::int[], :due::bigint[], :planned::int[], :broken::boolean[], :ways::text[], :reps::text[])
                 AS n (definition, step, instance, began, ended, worked, due, planned, broken, ways, rep)
            """;

    private final JdbcClient jdbc;
    private final WorkedTime workedTime;

    PassageRecord(JdbcClient jdbc, WorkedTime workedTime) {
        this.jdbc = jdbc;
        this.workedTime = workedTime;
    }

    private record Visit(@Nullable Instant began, @Nullable Instant due) {}

    private record Known(Map<String, Visit> visits, Map<String, @Nullable String> reps) {}

    /** @param dues when the tasks that ended were due, by visit */
    void write(List<Ended> ended, Map<String, Begun> begun, Map<String, Optional<Instant>> dues) {
        Known known = known(ended, dues);
        int size = ended.size();
        long[] began = new long[size];
        long[] ends = new long[size];
        long[] due = new long[size];
        int[] worked = new int[size];
        int[] planned = new int[size];
        boolean[] broken = new boolean[size];
        String[] ways = new String[size];
        String[] reps = new String[size];
        for (int i = 0; i < size; i++) {
            Ended step = ended.get(i);
            Visit there = known.visits().getOrDefault(step.visit, new Visit(null, null));
            Instant from = step.began != null ? step.began : there.began() != null ? there.began() : step.ended;
            String rep = step.rep != null ? step.rep : known.reps().get(step.instance);
            began[i] = from.toEpochMilli();
            ends[i] = step.ended.toEpochMilli();
            worked[i] = worked(from, step.ended, rep);
            Instant until = dues.getOrDefault(step.visit, Optional.ofNullable(there.due()))
                    .orElse(null);
            planned[i] = until == null ? -1 : worked(from, until, rep);
            due[i] = until == null ? 0 : until.toEpochMilli();
            broken[i] = step.brokenOff;
            ways[i] = step.step.isEmpty()
                    ? cameTo(step, begun)
                    : step.ways.isEmpty() ? null : String.join(" ", step.ways);
            reps[i] = rep;
        }
        jdbc.sql(ADD)
                .param("definitions", texts(ended, step -> step.definition))
                .param("steps", texts(ended, step -> step.step))
                .param("instances", texts(ended, step -> step.instance))
                .param("began", began)
                .param("ended", ends)
                .param("worked", worked)
                .param("due", due)
                .param("planned", planned)
                .param("broken", broken)
                .param("ways", ways)
                .param("reps", reps)
                .update();
    }

    /** The engine has written down what began in earlier commands. */
    private String cameTo(Ended whole, Map<String, Begun> begun) {
        Map<String, String> visits = new HashMap<>();
        jdbc.sql(VISITS).param("instance", whole.instance).query(row -> {
            visits.put(row.getString("id_"), row.getString("act_id_"));
        });
        begun.forEach((visit, step) -> {
            if (step.instance().equals(whole.instance)) {
                visits.put(visit, step.step());
            }
        });
        Map<String, Integer> times = new TreeMap<>();
        visits.values().forEach(step -> times.merge(step, 1, Integer::sum));
        return times.entrySet().stream()
                .map(step -> step.getKey() + (step.getValue() > 1 ? AGAIN : ""))
                .collect(Collectors.joining(" "));
    }

    private int worked(Instant from, Instant to, @Nullable String rep) {
        return to.toEpochMilli() - from.toEpochMilli() < A_MOMENT
                ? 0
                : (int) Math.min(
                        Integer.MAX_VALUE, workedTime.between(from, to, rep).toSeconds());
    }

    private Known known(List<Ended> ended, Map<String, Optional<Instant>> dues) {
        Known known = new Known(new HashMap<>(), new HashMap<>());
        List<Ended> visits = ended.stream()
                .filter(step -> step.began == null || (step.task && !dues.containsKey(step.visit)))
                .toList();
        Map<String, Ended> instances = new LinkedHashMap<>();
        ended.stream().filter(step -> step.rep == null).forEach(step -> instances.putIfAbsent(step.instance, step));
        if (visits.isEmpty() && instances.isEmpty()) {
            return known;
        }
        List<Ended> unknown = List.copyOf(instances.values());
        jdbc.sql(KNOWN)
                .param("visits", texts(visits, step -> step.visit))
                .param("instances", texts(unknown, step -> step.instance))
                .param("roots", texts(unknown, step -> step.root))
                .query(row -> {
                    if (row.getBoolean("visited")) {
                        known.visits()
                                .put(
                                        row.getString("id"),
                                        new Visit(
                                                instant(row.getTimestamp("began")), instant(row.getTimestamp("due"))));
                    } else {
                        known.reps().put(row.getString("id"), row.getString("rep"));
                    }
                });
        return known;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static String[] texts(List<Ended> ended, java.util.function.Function<Ended, @Nullable String> text) {
        return ended.stream().map(text).toArray(String[]::new);
    }
}
