package io.tradewind.operations.process;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Vital;
import io.tradewind.engine.WatchLimits;
import io.tradewind.operations.OperatorActs;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Steps that failed for good and wait for an operator. */
@Component
public class Incidents implements Vital {

    private static final String ADMIN = "camunda-admin";

    /** Retried in one transaction; the rest by asking again. */
    private static final int BATCH = 500;

    /** An incident of a called process is shown at its callers too; only where it arose can it be mended. */
    private static final String ARISEN =
            """
              FROM engine.act_ru_incident i
              LEFT JOIN engine.act_re_procdef d ON d.id_ = i.proc_def_id_
             WHERE i.root_cause_incident_id_ = i.id_
            """;

    private static final String KINDS =
            """
            SELECT coalesce(d.key_, '') AS process, coalesce(max(d.name_), '') AS name, i.activity_id_ AS step,
                   count(*) AS n, count(i.configuration_) FILTER (WHERE i.incident_type_ = 'failedJob') AS retriable,
                   min(i.incident_timestamp_) AS since, max(i.proc_def_id_) AS definition,
                   (array_agg(i.incident_msg_ ORDER BY i.incident_timestamp_ DESC))[1] AS message
            """
                    + ARISEN
                    + " GROUP BY d.key_, i.activity_id_ ORDER BY n DESC, process, step";

    private static final String OF_KIND =
            """
            SELECT i.id_ AS id, i.proc_inst_id_ AS instance, e.business_key_ AS document, i.incident_timestamp_ AS since,
                   i.incident_msg_ AS message, i.incident_type_ = 'failedJob' AND i.configuration_ IS NOT NULL AS retriable
              FROM engine.act_ru_incident i
              JOIN engine.act_re_procdef d ON d.id_ = i.proc_def_id_
              LEFT JOIN engine.act_ru_execution e ON e.id_ = i.proc_inst_id_
             WHERE i.root_cause_incident_id_ = i.id_ AND d.key_ = :process AND i.activity_id_ = :step
             ORDER BY i.incident_timestamp_, i.id_ LIMIT :most
            """;

    private static final String JOBS_OF_KIND =
            """
            SELECT i.configuration_
              FROM engine.act_ru_incident i
              JOIN engine.act_re_procdef d ON d.id_ = i.proc_def_id_
             WHERE i.incident_type_ = 'failedJob' AND i.configuration_ IS NOT NULL AND d.key_ = :process
               AND i.activity_id_ = :step
             ORDER BY i.incident_timestamp_, i.id_ LIMIT :most
            """;

    private static final String JOB =
            """
            SELECT i.configuration_ AS job, d.key_ AS process, i.activity_id_ AS step, e.business_key_ AS document
              FROM engine.act_ru_incident i
              LEFT JOIN engine.act_re_procdef d ON d.id_ = i.proc_def_id_
              LEFT JOIN engine.act_ru_execution e ON e.id_ = i.proc_inst_id_
             WHERE i.id_ = :id AND i.incident_type_ = 'failedJob' AND i.configuration_ IS NOT NULL
            """;

    private final JdbcClient jdbc;
    private final ManagementService management;
    private final RepositoryService repository;
    private final OperatorActs acts;
    private final Acting acting;
    private final WatchLimits limits;
    private final Clock clock;

    Incidents(
            JdbcClient jdbc,
            ManagementService management,
            RepositoryService repository,
            OperatorActs acts,
            Acting acting,
            WatchLimits limits,
            Clock clock) {
        this.jdbc = jdbc;
        this.management = management;
        this.repository = repository;
        this.acts = acts;
        this.acting = acting;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * All incidents of one step.
     *
     * @param process id; blank if none is known
     * @param retriable how many of them can be tried again; the rest is for Cockpit
     * @param message what the latest met, in words
     */
    public record Kind(
            String process,
            String processName,
            String step,
            String stepName,
            int count,
            int retriable,
            Instant since,
            String message) {}

    /**
     * One of them.
     *
     * @param instance process instance; null for a timer that starts instances
     * @param document number of the document it is about, if it has one
     */
    public record Incident(
            String id,
            @Nullable String instance,
            @Nullable String document,
            Instant since,
            String message,
            boolean retriable) {}

    @Override
    public String name() {
        return "incidents";
    }

    @Override
    public Condition condition() {
        List<Kind> kinds = read();
        int open = kinds.stream().mapToInt(Kind::count).sum();
        return new Condition(
                open > limits.incidents()
                        ? open + (open == 1 ? " step has" : " steps have")
                                + " failed for good: mend the cause, then retry at /operations."
                        : null,
                Vital.details("open", open),
                kinds.isEmpty()
                        ? List.of(measured(Measured.NONE, Measured.NONE, 0))
                        : kinds.stream()
                                .map(kind -> measured(kind.process(), kind.step(), kind.count()))
                                .toList());
    }

    private static Measured measured(String process, String step, int count) {
        return new Measured(
                "tradewind.incidents.open",
                "Steps that failed for good and wait for an operator",
                Map.of("process", process, "step", step),
                count);
    }

    /** By step, the most frequent first. */
    public List<Kind> kinds() {
        return read();
    }

    private List<Kind> read() {
        return jdbc.sql(KINDS)
                .query((row, number) -> {
                    String process = row.getString("process");
                    String name = row.getString("name");
                    String step = row.getString("step");
                    return new Kind(
                            process,
                            name.isEmpty() ? process : name,
                            step == null ? "" : step,
                            stepName(row.getString("definition"), step),
                            row.getInt("n"),
                            row.getInt("retriable"),
                            row.getTimestamp("since").toInstant(),
                            PlainWords.of(row.getString("message")));
                })
                .list();
    }

    /** The incidents of a step, the oldest first. */
    public List<Incident> of(String process, String step, int most) {
        return jdbc.sql(OF_KIND)
                .param("process", process)
                .param("step", step)
                .param("most", most)
                .query((row, number) -> new Incident(
                        row.getString("id"),
                        row.getString("instance"),
                        row.getString("document"),
                        row.getTimestamp("since").toInstant(),
                        PlainWords.of(row.getString("message")),
                        row.getBoolean("retriable")))
                .list();
    }

    private record FailedJob(String job, String process, String step, @Nullable String document) {}

    /**
     * Lets the failed step be tried once more, at once; administrators only.
     *
     * @return false if there is no such incident any more
     */
    @Transactional
    public boolean retry(String id) {
        administratorsOnly();
        return jdbc.sql(JOB)
                .param("id", id)
                .query((row, number) -> new FailedJob(
                        row.getString("job"),
                        row.getString("process"),
                        row.getString("step"),
                        row.getString("document")))
                .optional()
                .map(failed -> {
                    tryAgain(List.of(failed.job()));
                    acts.record(
                            "step-retried",
                            failed.process() + " " + failed.step()
                                    + (failed.document() == null ? "" : " of " + failed.document()),
                            1);
                    return true;
                })
                .orElse(false);
    }

    /**
     * The same for every incident of a step, some hundreds at a time; administrators only.
     *
     * @return how many
     */
    @Transactional
    public int retryAll(String process, String step) {
        administratorsOnly();
        List<String> jobs = jdbc.sql(JOBS_OF_KIND)
                .param("process", process)
                .param("step", step)
                .param("most", BATCH)
                .query(String.class)
                .list();
        if (!jobs.isEmpty()) {
            tryAgain(jobs);
            acts.record("steps-retried", process + " " + step, jobs.size());
        }
        return jobs.size();
    }

    private void administratorsOnly() {
        if (!acting.inGroup(ADMIN)) {
            throw new AccessDeniedException("Administrators retry failed steps.");
        }
    }

    /** Once and not a whole round: if the cause is not mended, that is told at once and not in an hour. */
    private void tryAgain(List<String> jobs) {
        management
                .setJobRetries(1)
                .jobIds(jobs)
                .dueDate(Date.from(clock.instant()))
                .execute();
    }

    /** What the step is called in the model. */
    private String stepName(@Nullable String definition, @Nullable String step) {
        if (definition == null || step == null) {
            return step == null ? "" : step;
        }
        try {
            return acting.asSystem(() -> {
                FlowElement element =
                        repository.getBpmnModelInstance(definition).getModelElementById(step);
                return element == null || element.getName() == null ? step : element.getName();
            });
        } catch (ProcessEngineException | ClassCastException e) {
            return step;
        }
    }
}
