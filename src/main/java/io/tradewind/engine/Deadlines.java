package io.tradewind.engine;

/** The due date, reminder and escalation of an open task. */
public interface Deadlines {

    /** Counts anew from now, as the model says; what was told already is not told again. */
    void restart(String taskId);
}
