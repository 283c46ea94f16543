package io.tradewind.operations.process;

import io.tradewind.engine.Vital;
import io.tradewind.engine.WatchLimits;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether steps and timers are carried out when they are due. */
@Component
class JobVital implements Vital {

    /** Due and in nobody's hands; those of one instance that wait for each other are, too. */
    private static final String DUE =
            """
            SELECT count(*) AS n, min(coalesce(duedate_, create_time_)) AS oldest,
                   (SELECT count(*) FROM engine.act_ru_job WHERE lock_exp_time_ >= :now) AS in_hand
              FROM engine.act_ru_job
             WHERE retries_ > 0 AND suspension_state_ = 1
               AND handler_type_ <> 'history-cleanup' -- due all night long
               AND (duedate_ IS NULL OR duedate_ <= :now)
               AND (lock_exp_time_ IS NULL OR lock_exp_time_ < :now)
            """;

    private final JdbcClient jdbc;
    private final ProcessEngineConfigurationImpl engine;
    private final WatchLimits limits;
    private final Clock clock;

    JobVital(JdbcClient jdbc, ProcessEngine engine, WatchLimits limits, Clock clock) {
        this.jdbc = jdbc;
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "jobs";
    }

    private record Due(long count, double lag, long inHand) {}

    @Override
    public Condition condition() {
        Instant now = clock.instant();
        Due due = jdbc.sql(DUE)
                .param("now", Timestamp.from(now))
                .query((row, number) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    return new Due(
                            row.getLong("n"),
                            oldest == null
                                    ? 0
                                    : Math.max(
                                            0,
                                            Duration.between(oldest.toInstant(), now)
                                                    .toSeconds()),
                            row.getLong("in_hand"));
                })
                .single();
        boolean active =
                engine.getJobExecutor() != null && engine.getJobExecutor().isActive();
        return new Condition(
                trouble(due, active),
                Vital.details(
                        "runsOnThisNode",
                        active,
                        "due",
                        due.count(),
                        "lagSeconds",
                        (long) due.lag(),
                        "inHand",
                        due.inHand()),
                List.of(
                        Measured.of(
                                "tradewind.jobs.due", "Steps and timers that are due and nobody works on", due.count()),
                        Measured.of("tradewind.jobs.in.hand", "Steps and timers that a node works on", due.inHand()),
                        Measured.of(
                                "tradewind.jobs.lag.seconds",
                                "How long the one has waited that waits longest",
                                due.lag()),
                        Measured.of(
                                "tradewind.jobs.executor.active",
                                "Whether this node carries out steps and timers",
                                active ? 1 : 0)));
    }

    private @Nullable String trouble(Due due, boolean active) {
        if (!active && engine.isJobExecutorActivate()) {
            return "This node has stopped carrying out steps and timers: restart it.";
        }
        return WatchLimits.beyond(due.lag(), limits.jobLag())
                ? "Due steps and timers wait (" + due.count() + "), the oldest for " + WatchLimits.inWords(due.lag())
                        + ": the nodes are too few or hang."
                : null;
    }
}
