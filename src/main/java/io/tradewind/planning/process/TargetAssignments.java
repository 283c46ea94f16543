package io.tradewind.planning.process;

import static io.tradewind.planning.process.SalesPlanningVariables.ASKED_PERSON;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Assignments;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whoever is asked to agree answers: nobody agrees for another, and nobody else reads what is asked. */
@Component
class TargetAssignments implements Assignments {

    private static final Set<String> ASKED = Set.of("agree-team-target", "agree-own-target");

    private static final String PROCESS = "sales-planning";

    private final ObjectProvider<TaskService> tasks;
    private final Acting acting;
    private final People people;

    TargetAssignments(ObjectProvider<TaskService> tasks, Acting acting, People people) {
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
                .filter(task -> ASKED.contains(task.getTaskDefinitionKey()))
                .map(task -> String.valueOf(tasks.getObject().getVariable(taskId, ASKED_PERSON.name())))
                .filter(asked -> !asked.equals(userId))
                .map(asked -> people.find(asked).map(Person::name).orElse(asked)
                        + " is asked and answers. Who is away enters an absence with a delegate."));
    }
}
