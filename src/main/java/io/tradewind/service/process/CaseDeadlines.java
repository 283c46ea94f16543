package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.RESOLVE_DUE_AT;
import static io.tradewind.service.process.ServiceCaseVariables.RESOLVE_LATE_AT;
import static io.tradewind.service.process.ServiceCaseVariables.RESPOND_DUE_AT;
import static io.tradewind.service.process.ServiceCaseVariables.RESPOND_LATE_AT;
import static io.tradewind.service.process.ServiceCaseVariables.SERVICE_CASE;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.service.ClockReading;
import io.tradewind.service.ServiceClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Carries the deadlines of a case into its process: variables, due dates in Tasklist, and the tasks' own timers. */
@Component
class CaseDeadlines {

    /** The two tasks that are due when the service level says so. */
    private static final Map<String, String> DUE_BY_LEVEL =
            Map.of("answer-customer", RESPOND_DUE_AT.name(), "settle-request", RESOLVE_DUE_AT.name());

    private final ServiceClock clock;
    private final WorkingTime workingTime;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final Acting acting;

    CaseDeadlines(
            ServiceClock clock,
            WorkingTime workingTime,
            RuntimeService runtime,
            TaskService tasks,
            ManagementService management,
            Acting acting) {
        this.clock = clock;
        this.workingTime = workingTime;
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.acting = acting;
    }

    /** As the process wants them now. */
    Map<String, Object> of(String caseNumber) {
        ClockReading reading = clock.read(caseNumber);
        return Map.ofEntries(
                RESPOND_DUE_AT.of(text(reading.respondDueAt())),
                RESPOND_LATE_AT.of(text(workingTime.plusDays(reading.respondDueAt(), 1))),
                RESOLVE_DUE_AT.of(text(reading.resolveDueAt())),
                RESOLVE_LATE_AT.of(text(workingTime.plusDays(reading.resolveDueAt(), 1))));
    }

    /** Moves what waits, after a pause or a new rating. */
    void move(String caseNumber) {
        acting.asSystem(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(SERVICE_CASE)
                .processInstanceBusinessKey(caseNumber)
                .list()
                .forEach(instance -> move(caseNumber, instance.getId(), of(caseNumber))));
    }

    private void move(String caseNumber, String instanceId, Map<String, Object> deadlines) {
        Object promisedBefore = runtime.getVariable(instanceId, RESOLVE_DUE_AT.name());
        runtime.setVariables(instanceId, deadlines);
        for (Task task : tasks.createTaskQuery().processInstanceId(instanceId).list()) {
            String deadline = DUE_BY_LEVEL.get(task.getTaskDefinitionKey());
            if (deadline == null && isDueAt(task, promisedBefore)) {
                // it was due when the whole matter is; it stays so
                task.setDueDate(Date.from(
                        Instant.parse(deadlines.get(RESOLVE_DUE_AT.name()).toString())));
                tasks.saveTask(task);
            }
            if (deadline != null) {
                task.setDueDate(Date.from(Instant.parse(deadlines.get(deadline).toString())));
                tasks.saveTask(task);
                boolean running = clock.read(caseNumber).running();
                for (Job timer : management
                        .createJobQuery()
                        .processInstanceId(instanceId)
                        .activityId(task.getTaskDefinitionKey())
                        .timers()
                        .list()) {
                    if (running) {
                        management.activateJobById(timer.getId());
                        management.recalculateJobDuedate(timer.getId(), false);
                    } else {
                        // nobody is late while we wait for the customer
                        management.suspendJobById(timer.getId());
                    }
                }
            }
        }
    }

    private static boolean isDueAt(Task task, @Nullable Object moment) {
        return moment != null
                && task.getDueDate() != null
                && task.getDueDate().toInstant().equals(Instant.parse(moment.toString()));
    }

    /** The engine reads a date with seconds, not with millionths. */
    static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
