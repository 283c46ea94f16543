package io.tradewind.kpi.process;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Assignments;
import io.tradewind.organization.People;
import io.tradewind.organization.Roles;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A rep's own tasks are nobody else's, and nobody reviews themselves or without being a superior. */
@Component
class ReviewAssignments implements Assignments {

    private static final Set<String> OF_THE_REP = Set.of("read-scorecard", "agree-result");
    private static final Set<String> SUPERIORS =
            Set.of(Roles.SALES_MANAGER, Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER);

    private static final String PROCESS = "performance-review";

    private final ObjectProvider<TaskService> tasks;
    private final Acting acting;
    private final People people;

    ReviewAssignments(ObjectProvider<TaskService> tasks, Acting acting, People people) {
        this.tasks = tasks;
        this.acting = acting;
        this.people = people;
    }

    @Override
    public boolean knows(String process) {
        return process.equals(PROCESS);
    }

    @Override
    public Optional<String> against(String taskId, String userId) {
        return acting.asSystem(() -> Optional.ofNullable(tasks.getObject()
                        .createTaskQuery()
                        .taskId(taskId)
                        .processDefinitionKey(PROCESS)
                        .singleResult())
                .flatMap(task -> against(task, userId)));
    }

    private Optional<String> against(Task task, String userId) {
        String rep = String.valueOf(tasks.getObject().getVariable(task.getId(), PerformanceReviewVariables.REP.name()));
        if (OF_THE_REP.contains(task.getTaskDefinitionKey())) {
            return userId.equals(rep) ? Optional.empty() : Optional.of("Nobody else answers for the one it is about.");
        }
        if (userId.equals(rep)) {
            return Optional.of("Nobody reviews themselves.");
        }
        return people.find(userId)
                        .filter(person -> SUPERIORS.contains(person.role()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("A review is held by a sales manager, the sales director or the general manager.");
    }
}
