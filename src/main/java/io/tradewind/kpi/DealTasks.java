package io.tradewind.kpi;

import java.util.List;

/** The open tasks of a deal. */
public interface DealTasks {

    /**
     * An open task.
     *
     * @param id as Tasklist opens it
     */
    record OpenTask(String id, String name) {}

    /** Those of this deal that the person who is acting may see, the oldest first. */
    List<OpenTask> of(String dealNumber);
}
