package io.tradewind.organization;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a task of a process is about; implemented by modules whose tasks not everybody may do for somebody else. */
public interface Errands {

    /**
     * What this task is about.
     *
     * @param processId the task's process
     * @param variables the task's variables, by name
     * @param owner whose task it is
     * @return empty if it is none of this module's
     */
    Optional<Errand> of(String processId, Function<String, @Nullable Object> variables, String owner);
}
