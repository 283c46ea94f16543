package io.tradewind.organization.process;

import io.tradewind.engine.Acting;
import io.tradewind.engine.DeputyNote;
import io.tradewind.organization.OpenTasks;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class EngineTasks implements OpenTasks {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final Acting acting;

    EngineTasks(TaskService tasks, RuntimeService runtime, RepositoryService repository, Acting acting) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.repository = repository;
        this.acting = acting;
    }

    @Override
    public List<String> assignedTo(String userId) {
        return acting.asSystem(() -> tasks.createTaskQuery().taskAssignee(userId).active().list().stream()
                .filter(task -> task.getProcessDefinitionId() != null)
                .map(Task::getId)
                .toList());
    }

    @Override
    public Optional<OpenTask> find(String taskId) {
        return acting.asSystem(
                () -> Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult())
                        .map(this::open));
    }

    private OpenTask open(Task task) {
        Function<String, @Nullable Object> variables =
                name -> acting.asSystem(() -> runtime.getVariable(task.getExecutionId(), name));
        return new OpenTask(
                task.getId(),
                repository.getProcessDefinition(task.getProcessDefinitionId()).getKey(),
                task.getAssignee(),
                variables);
    }

    @Override
    public void entrust(String taskId, String owner, String holder, String note) {
        acting.asSystem(() -> {
            Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
            task.setDescription(DeputyNote.on(task.getDescription(), note));
            tasks.saveTask(task);
            tasks.setAssignee(taskId, holder);
            // after the assignee, or the owner would lose sight of it
            tasks.setOwner(taskId, owner);
        });
    }

    @Override
    public void giveBack(String taskId, String owner) {
        acting.asSystem(() -> {
            Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
            task.setDescription(DeputyNote.off(task.getDescription()));
            task.setOwner(null);
            tasks.saveTask(task);
            tasks.setAssignee(taskId, owner);
        });
    }
}
