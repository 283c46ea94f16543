package io.tradewind.organization;

import io.tradewind.engine.Deputies;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the tasks of somebody absent to who stands in, and remembers which these are. */
@Component
@Transactional
class TaskDeputies implements Deputies {

    private static final String REMEMBER =
            """
            INSERT INTO task_stand_in (task_id, process_id, owner, holder, since)
            VALUES (:taskId, :processId, :owner, :holder, :now)
            ON CONFLICT (task_id) DO UPDATE SET holder = excluded.holder
            """;

    private final JdbcClient jdbc;
    private final StandIns standIns;
    private final ObjectProvider<Errands> errands;
    private final Clock clock;

    TaskDeputies(JdbcClient jdbc, StandIns standIns, ObjectProvider<Errands> errands, Clock clock) {
        this.jdbc = jdbc;
        this.standIns = standIns;
        this.errands = errands;
        this.clock = clock;
    }

    @Override
    public Optional<Deputy> deputyOf(String owner, String processId, Function<String, @Nullable Object> variables) {
        Standing standing = standing(owner, processId, variables);
        return Optional.ofNullable(standing.standIn())
                .map(standIn -> new Deputy(standIn.userId(), standing.why() + "."));
    }

    @Override
    public void took(String taskId, String processId, String owner, Deputy deputy) {
        remember(taskId, processId, owner, deputy.userId());
    }

    /** What the task is about is looked up only for those who are away. */
    Standing standing(String owner, String processId, Function<String, @Nullable Object> variables) {
        if (standIns.standing(owner, Errand.task(processId)).equals(Standing.PRESENT)) {
            return Standing.PRESENT;
        }
        Errand errand = errands.orderedStream()
                .flatMap(known -> known.of(processId, variables, owner).stream())
                .findFirst()
                .orElseGet(() -> Errand.task(processId));
        return standIns.standing(owner, errand);
    }

    void remember(String taskId, String processId, String owner, String holder) {
        jdbc.sql(REMEMBER)
                .param("taskId", taskId)
                .param("processId", processId)
                .param("owner", owner)
                .param("holder", holder)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    void forget(String taskId) {
        jdbc.sql("DELETE FROM task_stand_in WHERE task_id = :taskId")
                .param("taskId", taskId)
                .update();
    }
}
