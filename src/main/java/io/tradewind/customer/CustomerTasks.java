package io.tradewind.customer;

import java.util.Optional;

/** Tasks as far as they are about customers; implemented where the engine is known. */
public interface CustomerTasks {

    /** The customer that a task is about, if the person who is acting sees the task and it is about one. */
    Optional<Long> customerOf(String taskId);

    /** Whether the person who is acting sees an open task about the customer. */
    boolean seesTaskAbout(long customerId);
}
