package io.tradewind.engine;

import java.util.List;
import java.util.Map;

/** Starting and waking processes, for their faces in the {@code process} packages. Runs with the system's rights. */
public interface Processes {

    /**
     * Starts the latest version.
     *
     * @return the process instance's id
     */
    String start(String processId, String businessKey, Map<String, ?> variables);

    /** One of many processes that begin together. */
    record Start(String businessKey, Map<String, ?> variables) {}

    /**
     * Starts the latest version as often as there are beginnings, and writes all of them at once. So up to its first wait
     * none may ask the engine for what another one, or itself, has just written.
     *
     * @return the process instances' ids, in the same order
     */
    List<String> startAll(String processId, List<Start> starts);

    /** Starts the latest version just before an element, for work that arrives half done. */
    String startBefore(String processId, String elementId, String businessKey, Map<String, ?> variables);

    /**
     * Delivers a message to the one that waits for it under this business key.
     *
     * @return false when nobody waits (any more)
     */
    boolean correlate(String message, String businessKey, Map<String, ?> variables);
}
