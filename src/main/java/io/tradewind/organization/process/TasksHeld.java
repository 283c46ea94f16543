package io.tradewind.organization.process;

import io.tradewind.engine.Acting;
import io.tradewind.organization.Holdings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Open tasks, approvals among them, by process. */
@Component
@Order(1)
class TasksHeld implements Holdings {

    private final TaskService tasks;
    private final RepositoryService repository;
    private final Acting acting;

    TasksHeld(TaskService tasks, RepositoryService repository, Acting acting) {
        this.tasks = tasks;
        this.repository = repository;
        this.acting = acting;
    }

    @Override
    public Optional<Held> of(String userId) {
        Map<String, Integer> byProcess = acting.asSystem(() -> {
            Map<String, Integer> found = new TreeMap<>();
            for (Task task :
                    tasks.createTaskQuery().taskAssignee(userId).active().unlimitedList()) {
                if (task.getProcessDefinitionId() != null) {
                    found.merge(
                            repository
                                    .getProcessDefinition(task.getProcessDefinitionId())
                                    .getName(),
                            1,
                            Integer::sum);
                }
            }
            return found;
        });
        int all = byProcess.values().stream().mapToInt(Integer::intValue).sum();
        if (all == 0) {
            return Optional.empty();
        }
        return Optional.of(new Held(
                all + (all == 1 ? " open task (" : " open tasks (")
                        + byProcess.entrySet().stream()
                                .map(process -> process.getKey() + " " + process.getValue())
                                .collect(Collectors.joining(", "))
                        + ")",
                "Their superior sees them in Tasklist and gives them to somebody else; what is late is told to the"
                        + " superior as ever."));
    }
}
