package io.tradewind.organization;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** What is said about today's absence takes effect at once. */
@Component
class HandOverAtOnce {

    private static final Logger log = LoggerFactory.getLogger(HandOverAtOnce.class);

    private final TaskHandOver handOver;

    HandOverAtOnce(TaskHandOver handOver) {
        this.handOver = handOver;
    }

    /** The absence is committed whatever happens here; the next round makes up for what is missed. */
    @TransactionalEventListener
    void on(AbsenceSaid said) {
        try {
            handOver.run();
        } catch (RuntimeException e) {
            log.error("Tasks of absent people cannot be handed over now", e);
        }
    }
}
