package io.tradewind.support;

import io.tradewind.engine.Acting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.jobexecutor.MessageJobDeclaration;
import org.camunda.bpm.engine.impl.jobexecutor.TimerTaskListenerJobHandler;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Moves process instances by the names in the model. Every asynchronous step and every timer dies once before it runs:
 * its node "is killed" after the work and before the commit, so that every test also shows that nothing is done twice. A
 * root is given by its process instance id; its whole call hierarchy is looked at, and what is named but not there fails
 * with what is there instead.
 */
@TestComponent
public class EngineSteps {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final FormService forms;
    private final ManagementService management;
    private final HistoryService history;
    private final IdentityService identity;
    private final Acting acting;
    private final DyingNode dyingNode;

    /** They never change; a process with a task for each of forty people has hundreds of jobs to look at again and again. */
    private final Map<String, JobDefinition> definitions = new ConcurrentHashMap<>();

    EngineSteps(
            RuntimeService runtime,
            TaskService tasks,
            FormService forms,
            ManagementService management,
            HistoryService history,
            IdentityService identity,
            Acting acting,
            DyingNode dyingNode) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.forms = forms;
        this.management = management;
        this.history = history;
        this.identity = identity;
        this.acting = acting;
        this.dyingNode = dyingNode;
    }

    /** The open task with this id in the model; fails if there is not exactly one. */
    public Task task(String rootInstanceId, String taskId) {
        List<Task> open = openTasks(rootInstanceId);
        List<Task> found = open.stream()
                .filter(task -> task.getTaskDefinitionKey().equals(taskId))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("Expected one open task '" + taskId + "', open are "
                    + open.stream().map(Task::getTaskDefinitionKey).toList() + ", waiting jobs "
                    + jobs(rootInstanceId).stream().map(this::activityOf).toList() + incidents(rootInstanceId));
        }
        return found.get(0);
    }

    /** Every open task of the hierarchy. */
    public List<Task> openTasks(String rootInstanceId) {
        return acting.asSystem(() -> hierarchy(rootInstanceId).stream()
                .flatMap(id -> tasks.createTaskQuery().processInstanceId(id).list().stream())
                .toList());
    }

    /** Claims if need be and submits the task's form as this user, through the same checks as Tasklist. */
    public void complete(String rootInstanceId, String taskId, String userId, Map<String, ?> values) {
        Task task = task(rootInstanceId, taskId);
        as(userId, () -> {
            if (task.getAssignee() == null) {
                tasks.claim(task.getId(), userId);
            }
            forms.submitTaskForm(task.getId(), new java.util.HashMap<>(values));
        });
    }

    /** Runs work as this user, known to Spring Security and to the engine. */
    public void as(String userId, Runnable work) {
        List<String> groups = acting.asSystem(() -> identity.createGroupQuery().groupMember(userId).list().stream()
                .map(org.camunda.bpm.engine.identity.Group::getId)
                .toList());
        SecurityContextHolder.getContext()
                .setAuthentication(new UsernamePasswordAuthenticationToken(
                        userId,
                        "n/a",
                        groups.stream().map(SimpleGrantedAuthority::new).toList()));
        identity.setAuthentication(userId, groups);
        try {
            work.run();
        } finally {
            identity.clearAuthentication();
            SecurityContextHolder.clearContext();
        }
    }

    /** Runs the asynchronous continuation at this element; fails if none waits there. */
    public void runJob(String rootInstanceId, String elementId) {
        List<Job> jobs = jobs(rootInstanceId);
        Job job = jobs.stream()
                .filter(candidate -> activityOf(candidate).equals(elementId) && !isTimer(candidate))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No job waits at '" + elementId + "', only at "
                        + jobs.stream().map(this::activityOf).toList()));
        execute(job);
    }

    /** Runs asynchronous continuations of the whole hierarchy until none is left; timers stay. */
    public void runAllJobs(String rootInstanceId) {
        for (int round = 0; round < 200; round++) {
            List<Job> due =
                    jobs(rootInstanceId).stream().filter(job -> !isTimer(job)).toList();
            if (due.isEmpty()) {
                return;
            }
            execute(due.get(0));
        }
        throw new AssertionError("Jobs do not come to an end: "
                + jobs(rootInstanceId).stream().map(this::activityOf).toList());
    }

    private void execute(Job job) {
        dyingNode.dieIn(job.getId(), stepOf(definitionOf(job)));
        management.executeJob(job.getId());
    }

    /** Fires the earliest timer at this element: an event's own, or a task's reminder and then its escalation. */
    public void fireTimer(String rootInstanceId, String elementId) {
        List<Job> jobs = jobs(rootInstanceId);
        Job timer = jobs.stream()
                .filter(job -> isTimer(job) && activityOf(job).equals(elementId))
                .min(Comparator.comparing(Job::getDuedate))
                .orElseThrow(() -> new AssertionError("No timer waits at '" + elementId + "', only at "
                        + jobs.stream().map(this::activityOf).toList()));
        execute(timer);
    }

    /** Fires the timer that starts instances of a process. */
    public void fireStartTimer(String processId, String elementId) {
        execute(acting.asSystem(() -> management
                .createJobQuery()
                .processDefinitionKey(processId)
                .activityId(elementId)
                .timers()
                .singleResult()));
    }

    /** Runs a batch of the engine until it is done; each of its jobs dies once before. */
    public void runBatch(String batchId) {
        acting.asSystem(() -> {
            for (int round = 0; round < 500; round++) {
                Batch batch = management.createBatchQuery().batchId(batchId).singleResult();
                if (batch == null) {
                    return;
                }
                Job next = List.of(
                                batch.getBatchJobDefinitionId(),
                                batch.getSeedJobDefinitionId(),
                                batch.getMonitorJobDefinitionId())
                        .stream()
                        .flatMap(id -> management.createJobQuery().jobDefinitionId(id).list().stream())
                        .findFirst()
                        .orElseThrow();
                dyingNode.dieIn(next.getId(), "batch " + batch.getType());
                management.executeJob(next.getId());
            }
            throw new AssertionError("The batch does not come to an end: " + batchId);
        });
    }

    /** Whether the root instance has reached an end. */
    public boolean ended(String rootInstanceId) {
        HistoricProcessInstance instance = acting.asSystem(() -> history.createHistoricProcessInstanceQuery()
                .processInstanceId(rootInstanceId)
                .singleResult());
        return instance != null && instance.getEndTime() != null;
    }

    /** Ids of the elements the whole hierarchy has completed, in the order they were entered. */
    public List<String> trace(String rootInstanceId) {
        return acting.asSystem(() -> {
            List<HistoricActivityInstance> passed = new ArrayList<>();
            List<String> instances = new ArrayList<>(List.of(rootInstanceId));
            for (int i = 0; i < instances.size(); i++) {
                passed.addAll(history.createHistoricActivityInstanceQuery()
                        .processInstanceId(instances.get(i))
                        .finished()
                        .list());
                history.createHistoricProcessInstanceQuery().superProcessInstanceId(instances.get(i)).list().stream()
                        .map(HistoricProcessInstance::getId)
                        .forEach(instances::add);
            }
            return passed.stream()
                    .sorted(Comparator.comparing(HistoricActivityInstance::getStartTime)
                            // within one millisecond the engine counts
                            .thenComparing(activity -> ((HistoryEvent) activity).getSequenceCounter()))
                    .map(HistoricActivityInstance::getActivityId)
                    .toList();
        });
    }

    private List<Job> jobs(String rootInstanceId) {
        return acting.asSystem(() -> {
            List<Job> jobs = new ArrayList<>();
            for (String id : hierarchy(rootInstanceId)) {
                jobs.addAll(management.createJobQuery().processInstanceId(id).list());
            }
            return jobs;
        });
    }

    private String incidents(String rootInstanceId) {
        return jobs(rootInstanceId).stream()
                .filter(job -> job.getExceptionMessage() != null)
                .map(job -> ", failed: " + job.getExceptionMessage())
                .collect(Collectors.joining());
    }

    private boolean isTimer(Job job) {
        return job.getDuedate() != null
                && job.getJobDefinitionId() != null
                && definitionOf(job).getJobType().startsWith("timer");
    }

    /** Where it stands in the models: {@code process.element}, and what else can be asynchronous at the same element. */
    public static String stepOf(JobDefinition definition) {
        String element = definition.getProcessDefinitionKey() + "." + definition.getActivityId();
        if (definition.getJobType().equals(TimerTaskListenerJobHandler.TYPE)) {
            return element + " (timeout)";
        }
        return definition.getJobConfiguration().equals(MessageJobDeclaration.ASYNC_AFTER)
                ? element + " (after)"
                : element;
    }

    private String activityOf(Job job) {
        return definitionOf(job).getActivityId();
    }

    private JobDefinition definitionOf(Job job) {
        return definitions.computeIfAbsent(
                job.getJobDefinitionId(),
                id -> acting.asSystem(() -> management
                        .createJobDefinitionQuery()
                        .jobDefinitionId(id)
                        .singleResult()));
    }

    private List<String> hierarchy(String rootInstanceId) {
        List<String> ids = new ArrayList<>();
        ids.add(rootInstanceId);
        for (int i = 0; i < ids.size(); i++) {
            runtime.createProcessInstanceQuery().superProcessInstanceId(ids.get(i)).list().stream()
                    .map(ProcessInstance::getId)
                    .forEach(ids::add);
        }
        return ids;
    }
}
