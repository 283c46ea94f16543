package io.tradewind.kpi.process;

import io.tradewind.kpi.DealTasks;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the engine, whose answer holds only what the person who is acting may read. */
@Component
class EngineDealTasks implements DealTasks {

    private static final int MOST = 20;

    private final ObjectProvider<TaskService> tasks;

    EngineDealTasks(ObjectProvider<TaskService> tasks) {
        this.tasks = tasks;
    }

    @Override
    public List<OpenTask> of(String dealNumber) {
        return tasks
                .getObject()
                .createTaskQuery()
                .processInstanceBusinessKey(dealNumber)
                .active()
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, MOST)
                .stream()
                .map(task -> new OpenTask(task.getId(), task.getName()))
                .toList();
    }
}
