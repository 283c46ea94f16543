package io.tradewind.engine.deployment;

import java.util.concurrent.CountDownLatch;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Keeps scheduled work back until this node is ready: at the first start it would otherwise ask for decision tables that
 * are not deployed yet.
 */
@Component
class BackgroundAfterStart implements ThreadPoolTaskSchedulerCustomizer {

    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile boolean ready;

    @Override
    public void customize(ThreadPoolTaskScheduler scheduler) {
        // a run that is left out would be a schedule's last: what is decorated here plans the next one
        scheduler.setTaskDecorator(work -> () -> {
            try {
                decided.await();
                if (ready) {
                    work.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        ready = true;
        decided.countDown();
    }

    /** Also where the start failed: what waits would keep the process from ending. */
    @EventListener(ContextClosedEvent.class)
    void closed() {
        decided.countDown();
    }
}
