package io.tradewind.customer.process;

import io.tradewind.customer.CustomerTasks;
import io.tradewind.engine.Acting;
import io.tradewind.engine.variables.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A task is about the customer that its process, or a process that called this one, knows as {@code customerId}. Tasks
 * are looked for with the rights of the person who is acting: what they do not see does not count.
 */
@Component
class EngineCustomerTasks implements CustomerTasks {

    private static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** Processes of one customer that are looked through for tasks; more than any customer has at a time. */
    private static final int MOST_INSTANCES = 2000;

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final Acting acting;

    EngineCustomerTasks(TaskService tasks, RuntimeService runtime, Acting acting) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.acting = acting;
    }

    @Override
    public Optional<Long> customerOf(String taskId) {
        return tasks.createTaskQuery().taskId(taskId).listPage(0, 1).stream()
                .findFirst()
                .map(Task::getProcessInstanceId)
                .flatMap(instance -> acting.asSystem(() -> customerOfInstance(instance)));
    }

    private Optional<Long> customerOfInstance(String instanceId) {
        for (String id = instanceId; id != null; id = callerOf(id)) {
            Object known = runtime.getVariable(id, CUSTOMER_ID.name());
            if (known instanceof Number number) {
                return Optional.of(number.longValue());
            }
        }
        return Optional.empty();
    }

    private @Nullable String callerOf(String instanceId) {
        ProcessInstance caller = runtime.createProcessInstanceQuery()
                .subProcessInstanceId(instanceId)
                .singleResult();
        return caller == null ? null : caller.getId();
    }

    @Override
    public boolean seesTaskAbout(long customerId) {
        List<String> about = acting.asSystem(() -> instancesAbout(customerId));
        return !about.isEmpty()
                && tasks.createTaskQuery()
                                .processInstanceIdIn(about.toArray(String[]::new))
                                .count()
                        > 0;
    }

    private List<String> instancesAbout(long customerId) {
        Set<String> known = new LinkedHashSet<>();
        runtime.createProcessInstanceQuery()
                .variableValueEquals(CUSTOMER_ID.name(), customerId)
                .listPage(0, MOST_INSTANCES)
                .forEach(instance -> known.add(instance.getId()));
        List<String> called = new ArrayList<>(known);
        for (int i = 0; i < called.size() && called.size() < MOST_INSTANCES; i++) {
            runtime.createProcessInstanceQuery().superProcessInstanceId(called.get(i)).list().stream()
                    .map(ProcessInstance::getId)
                    .filter(known::add)
                    .forEach(called::add);
        }
        return called;
    }
}
