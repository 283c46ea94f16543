package io.tradewind.engine;

import java.util.Optional;

/** Who may not get a task by hand, whoever gives it; implemented by modules whose tasks are not for everybody. */
public interface Assignments {

    /**
     * Whether anything may speak against tasks of this process; asked before a task is looked at.
     *
     * @param process the key of a process, empty for a task without one
     */
    default boolean knows(String process) {
        return true;
    }

    /**
     * What speaks against giving the task to somebody.
     *
     * @param userId somebody who works here
     * @return a sentence for who gives it; empty if nothing does, or the task is none of this module's
     */
    Optional<String> against(String taskId, String userId);
}
