package io.tradewind.engine;

import java.util.Map;

/** Starting and waking processes, for their faces in the {@code process} packages. Runs with the system's rights. */
public interface Processes {

    /**
     * Starts the latest version.
     *
     * @return the process instance's id
     */
    String start(String processId, String businessKey, Map<String, ?> variables);

    /** Starts the latest version just before an element, for work that arrives half done. */
    String startBefore(String processId, String elementId, String businessKey, Map<String, ?> variables);

    /**
     * Delivers a message to the one that waits for it under this business key.
     *
     * @return false when nobody waits (any more)
     */
    boolean correlate(String message, String businessKey, Map<String, ?> variables);
}
