package io.tradewind.engine.migration;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.TimerEventJobHandler.TimerJobConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.TimerTaskListenerJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.task.listener.DelegateExpressionTaskListener;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.jspecify.annotations.Nullable;

/**
 * Moves one instance and puts right what the engine leaves: a task is called as in the new version, and when its
 * reminder goes by another id now, it comes when it would have come, or not again.
 */
final class MovingInstance implements Command<MovingInstance.Timers> {

    private final MigrationPlan plan;
    private final String instanceId;

    MovingInstance(MigrationPlan plan, String instanceId) {
        this.plan = plan;
        this.instanceId = instanceId;
    }

    /**
     * @param listeners ids of its timeout listeners
     * @param due when each comes that has not come yet
     */
    private record Before(TaskDefinition definition, Set<String> listeners, Map<String, Date> due) {}

    /**
     * @param kept those that come when they would have come
     * @param added those that only the new version has
     * @param withdrawn those that only the old version had
     */
    record Timers(int kept, int added, int withdrawn) {

        String words() {
            List<String> words = new ArrayList<>();
            if (kept > 0) {
                words.add(
                        kept == 1
                                ? "Its timer comes when it would have come."
                                : "Its " + kept + " timers come when they would have come.");
            }
            if (added > 0) {
                words.add(added == 1 ? "1 timer is new." : added + " timers are new.");
            }
            if (withdrawn > 0) {
                words.add(withdrawn == 1 ? "1 timer is withdrawn." : withdrawn + " timers are withdrawn.");
            }
            return String.join(" ", words);
        }
    }

    @Override
    public Timers execute(CommandContext context) {
        Map<String, Before> before = new HashMap<>();
        List<JobEntity> jobs = context.getJobManager().findJobsByProcessInstanceId(instanceId);
        for (TaskEntity task : context.getTaskManager().findTasksByProcessInstanceId(instanceId)) {
            Map<String, Date> due = new HashMap<>();
            for (JobEntity job : jobs) {
                String listener = listener(job);
                if (listener != null && task.getExecutionId().equals(job.getExecutionId())) {
                    due.put(listener, job.getDuedate());
                }
            }
            before.put(
                    task.getId(),
                    new Before(
                            definition(context, plan.getSourceProcessDefinitionId(), task.getTaskDefinitionKey()),
                            listeners(context, plan.getSourceProcessDefinitionId(), task.getTaskDefinitionKey()),
                            due));
        }
        Set<String> timersBefore = new HashSet<>();
        jobs.stream().filter(MovingInstance::isTimer).forEach(job -> timersBefore.add(job.getId()));

        context.getProcessEngineConfiguration()
                .getRuntimeService()
                .newMigration(plan)
                .processInstanceIds(instanceId)
                .execute();

        int renewed = 0;
        for (TaskEntity task : context.getTaskManager().findTasksByProcessInstanceId(instanceId)) {
            Before was = before.get(task.getId());
            if (was != null) {
                TaskDefinition now =
                        definition(context, plan.getTargetProcessDefinitionId(), task.getTaskDefinitionKey());
                rename(task, was.definition(), now);
                for (JobEntity timer : List.copyOf(task.getExecution().getJobs())) {
                    if (!timersBefore.contains(timer.getId()) && keepTime(timer, was, now)) {
                        renewed++;
                    }
                }
            }
        }
        Set<String> timersAfter = new HashSet<>();
        collectTimers(context.getExecutionManager().findExecutionById(instanceId), timersAfter);
        int brought = (int) timersAfter.stream().filter(timersBefore::contains).count();
        return new Timers(
                brought + renewed, timersAfter.size() - brought - renewed, timersBefore.size() - brought - renewed);
    }

    private static boolean isTimer(JobEntity job) {
        return TimerEntity.TYPE.equals(job.getType());
    }

    private static void collectTimers(ExecutionEntity execution, Set<String> ids) {
        execution.getJobs().stream().filter(MovingInstance::isTimer).forEach(job -> ids.add(job.getId()));
        execution.getExecutions().forEach(child -> collectTimers(child, ids));
    }

    private static TaskDefinition definition(CommandContext context, String definitionId, String taskId) {
        return process(context, definitionId).getTaskDefinitions().get(taskId);
    }

    private static Set<String> listeners(CommandContext context, String definitionId, String taskId) {
        return TimerDeclarationImpl.getTimeoutListenerDeclarationsForScope(
                        process(context, definitionId).findActivity(taskId))
                .getOrDefault(taskId, Map.of())
                .keySet();
    }

    private static ProcessDefinitionEntity process(CommandContext context, String definitionId) {
        return context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(definitionId);
    }

    private static void rename(TaskEntity task, TaskDefinition was, TaskDefinition now) {
        String name = text(now.getNameExpression());
        if (name != null && !name.equals(task.getName()) && isOr(task.getName(), text(was.getNameExpression()))) {
            task.setName(name);
        }
        String description = text(now.getDescriptionExpression());
        if (description != null
                && !description.equals(task.getDescription())
                && isOr(task.getDescription(), text(was.getDescriptionExpression()))) {
            task.setDescription(description);
        }
    }

    /** What a person or a step wrote into the task itself stays. */
    private static boolean isOr(@Nullable String present, @Nullable String drawn) {
        return present == null || present.equals(drawn);
    }

    private static @Nullable String text(@Nullable Expression expression) {
        return expression == null || !expression.isLiteralText() ? null : expression.getExpressionText();
    }

    /** Answers whether it has the time of one that went by another id. */
    private static boolean keepTime(JobEntity timer, Before was, TaskDefinition now) {
        String listener = listener(timer);
        if (listener == null || was.listeners().contains(listener)) {
            return false; // the engine itself keeps what goes by the same id
        }
        String work = work(now.getTimeoutTaskListener(listener));
        List<String> alike = was.listeners().stream()
                .filter(id -> work != null && work.equals(work(was.definition().getTimeoutTaskListener(id))))
                .filter(id -> now.getTimeoutTaskListener(id) == null)
                .toList();
        if (alike.size() != 1) {
            return false; // a new one, from now on
        }
        Date due = was.due().get(alike.get(0));
        if (due == null) {
            timer.delete(); // it came already
            return false;
        }
        timer.setDuedate(due);
        return true;
    }

    private static @Nullable String work(@Nullable TaskListener listener) {
        return listener instanceof DelegateExpressionTaskListener delegate ? delegate.getExpressionText() : null;
    }

    private static @Nullable String listener(JobEntity job) {
        return TimerTaskListenerJobHandler.TYPE.equals(job.getJobHandlerType())
                        && job.getJobHandlerConfiguration() instanceof TimerJobConfiguration configuration
                ? configuration.getTimerElementSecondaryKey()
                : null;
    }
}
