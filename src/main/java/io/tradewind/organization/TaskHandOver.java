package io.tradewind.organization;

import io.tradewind.organization.OpenTasks.OpenTask;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings open tasks to those who should have them today: to who stands in when an absence begins, back when it is over.
 * Each task on its own, so that one that cannot be moved now stops no other; what was not done is done in the next round.
 * A task that somebody gave to somebody else by hand stays there.
 */
@Component
public class TaskHandOver {

    private static final Logger log = LoggerFactory.getLogger(TaskHandOver.class);

    /** Those who are away today by their region's calendar and whose tasks were not handed over yet. */
    private static final String TO_BEGIN =
            """
            SELECT a.id, a.user_id, p.region, a.from_day, a.to_day FROM absence a JOIN person p USING (user_id)
             WHERE a.begun_at IS NULL AND a.delegate IS NOT NULL AND a.from_day <= :latest AND a.to_day >= :earliest
             ORDER BY a.id FOR UPDATE OF a SKIP LOCKED
            """;

    private final JdbcClient jdbc;
    private final OpenTasks tasks;
    private final TaskDeputies deputies;
    private final Regions regions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate round;

    TaskHandOver(
            JdbcClient jdbc,
            OpenTasks tasks,
            TaskDeputies deputies,
            Regions regions,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.deputies = deputies;
        this.regions = regions;
        this.events = events;
        this.clock = clock;
        this.round = new TransactionTemplate(transactions);
        this.round.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private record Beginning(long id, String userId, @Nullable String region, LocalDate fromDay, LocalDate toDay) {}

    private record Entrusted(String taskId, String owner, String holder) {}

    /** One round; may run at any time, on any node, as often as one likes. */
    public void run() {
        List<Entrusted> entrusted =
                round.execute(status -> jdbc.sql("SELECT task_id, owner, holder FROM task_stand_in ORDER BY task_id")
                        .query(Entrusted.class)
                        .list());
        entrusted.forEach(task -> move(task.taskId(), task.owner(), task.holder()));
        round.executeWithoutResult(status -> {
            LocalDate utc = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            List<Beginning> beginning = jdbc.sql(TO_BEGIN)
                    .param("earliest", utc.minusDays(1))
                    .param("latest", utc.plusDays(1))
                    .query(Beginning.class)
                    .list();
            beginning.stream().filter(this::isToday).forEach(this::begin);
        });
    }

    private boolean isToday(Beginning absence) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), regions.zoneOf(absence.region()));
        return !today.isBefore(absence.fromDay()) && !today.isAfter(absence.toDay());
    }

    private void begin(Beginning absence) {
        boolean all = true;
        for (String task : tasks.assignedTo(absence.userId())) {
            all &= move(task, absence.userId(), absence.userId());
        }
        if (all) {
            jdbc.sql("UPDATE absence SET begun_at = :now WHERE id = :id")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("id", absence.id())
                    .update();
        }
    }

    /** Whether the task is now where it belongs. */
    private boolean move(String taskId, String owner, String holder) {
        try {
            return Boolean.TRUE.equals(round.execute(status -> moveNow(taskId, owner, holder)));
        } catch (RuntimeException e) {
            log.warn("Task {} of {} cannot change hands now; the next round tries again", taskId, owner, e);
            return false;
        }
    }

    private boolean moveNow(String taskId, String owner, String holder) {
        Optional<OpenTask> found = tasks.find(taskId);
        if (found.isEmpty() || !holder.equals(found.get().assignee())) {
            deputies.forget(taskId); // done, or somebody gave it away by hand, which counts more
            return true;
        }
        // whose tasks they themselves only hold stay with the rule of the one they hold them for
        if (owner.equals(holder) && isHeldForAnother(taskId)) {
            return true;
        }
        OpenTask task = found.get();
        Standing standing = deputies.standing(owner, task.processId(), task.variables());
        Person standIn = standing.standIn();
        String wanted = standIn == null ? owner : standIn.userId();
        if (wanted.equals(holder)) {
            return true;
        }
        LocalDate until = standIn == null ? null : standing.until();
        // first those who keep a record of this, with their locks: they stand before the task in every other act too
        events.publishEvent(new TaskPassedOn(taskId, task.processId(), owner, wanted, until));
        if (tasks.find(taskId).filter(now -> holder.equals(now.assignee())).isEmpty()) {
            throw new IllegalStateException("Task " + taskId + " changed hands in this very moment");
        }
        if (standIn == null) {
            tasks.giveBack(taskId, owner);
            deputies.forget(taskId);
        } else {
            tasks.entrust(taskId, owner, wanted, standing.why() + ".");
            deputies.remember(taskId, task.processId(), owner, wanted);
        }
        return true;
    }

    private boolean isHeldForAnother(String taskId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM task_stand_in WHERE task_id = :taskId)")
                .param("taskId", taskId)
                .query(Boolean.class)
                .single();
    }
}
