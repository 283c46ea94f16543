package io.tradewind.engine;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who takes a new task instead of somebody absent; implemented by the organization. */
public interface Deputies {

    /**
     * Who takes the task, and why.
     *
     * @param note one sentence for the one who takes it
     */
    record Deputy(String userId, String note) {}

    /**
     * Asked whenever a task is put to somebody by its model.
     *
     * @param owner whom the model names
     * @param variables the task's variables, by name
     * @return empty if they do it themselves
     */
    Optional<Deputy> deputyOf(String owner, String processId, Function<String, @Nullable Object> variables);

    /** Told when a deputy got a new task. */
    void took(String taskId, String processId, String owner, Deputy deputy);
}
