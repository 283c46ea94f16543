package io.tradewind.organization;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The engine's open tasks, as far as absences concern them; implemented where the engine is known. */
public interface OpenTasks {

    /**
     * An open task.
     *
     * @param variables read when they are asked for
     */
    record OpenTask(
            String id, String processId, @Nullable String assignee, Function<String, @Nullable Object> variables) {}

    /** Ids of all tasks of a process that are with this person. */
    List<String> assignedTo(String userId);

    /** As it is now; empty when it is done or withdrawn. */
    Optional<OpenTask> find(String taskId);

    /**
     * Gives it to who stands in.
     *
     * @param note for the one who takes it
     */
    void entrust(String taskId, String owner, String holder, String note);

    /** Gives it back to whose it is. */
    void giveBack(String taskId, String owner);
}
