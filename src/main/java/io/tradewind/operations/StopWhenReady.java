package io.tradewind.operations;

import io.tradewind.engine.LaterComponents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Ends a start for whose sake nobody waits: {@code deploy/unpack} starts once so that Java writes down the classes that a
 * start needs, and the next ones need not find, read and check them again.
 */
@Component
@ConditionalOnProperty("tradewind.stop-when-ready")
class StopWhenReady {

    private final ObjectProvider<LaterComponents> components;

    StopWhenReady(ObjectProvider<LaterComponents> components) {
        this.components = components;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void stop() {
        // from a thread of its own: others wait for the same event, and Spring's hook for them
        new Thread(this::stopWhenAllIsMade, "stop-when-ready").start();
    }

    private void stopWhenAllIsMade() {
        components.ifAvailable(LaterComponents::await);
        System.exit(0);
    }
}
