package io.tradewind.engine;

import java.util.Optional;

/** Who may not get a task by hand, whoever gives it; implemented by modules whose tasks are not for everybody. */
public interface Assignments {

    /**
     * What speaks against giving the task to somebody.
     *
     * @param userId somebody who works here
     * @return a sentence for who gives it; empty if nothing does, or the task is none of this module's
     */
    Optional<String> against(String taskId, String userId);
}
