package io.tradewind.engine.security;

import io.tradewind.engine.Refused;
import org.camunda.bpm.engine.rest.dto.task.TaskDto;
import org.jspecify.annotations.Nullable;

/**
 * Nobody chooses the id of a task. The engine's lists compare a right to a task with the keys of processes too: whose task is
 * called as a process is would see all tasks of that process.
 */
public final class TasksOverRest extends CheckedOverRest {

    @Override
    void check(Class<?> type, @Nullable Object read) {
        // a task that is there is written with its id in the address
        if (read instanceof TaskDto task && task.getId() != null && idInAddress() == null) {
            throw new Refused("id", "The id of a task is given by the engine: leave it out.");
        }
    }
}
