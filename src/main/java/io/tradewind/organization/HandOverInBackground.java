package io.tradewind.organization;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Absences begin and end by themselves, within a minute of midnight where the person works. */
@Component
@ConditionalOnProperty(name = "tradewind.background", havingValue = "true", matchIfMissing = true)
class HandOverInBackground {

    private static final Logger log = LoggerFactory.getLogger(HandOverInBackground.class);

    private final TaskHandOver handOver;

    HandOverInBackground(TaskHandOver handOver) {
        this.handOver = handOver;
    }

    @Scheduled(initialDelay = 20_000, fixedDelay = 60_000)
    void run() {
        try {
            handOver.run();
        } catch (RuntimeException e) {
            log.error("Tasks of absent people cannot be handed over now", e);
        }
    }
}
