package io.tradewind.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class BackgroundAfterStartTests {

    private final BackgroundAfterStart start = new BackgroundAfterStart();

    @Test
    void aRunWaitsUntilTheNodeIsReady() throws InterruptedException {
        AtomicReference<TaskDecorator> decorator = new AtomicReference<>();
        start.customize(new ThreadPoolTaskScheduler() {
            @Override
            public void setTaskDecorator(TaskDecorator given) {
                decorator.set(given);
            }
        });
        AtomicBoolean ran = new AtomicBoolean();
        Thread scheduled = new Thread(decorator.get().decorate(() -> ran.set(true)));
        scheduled.start();
        while (scheduled.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        assertThat(ran).isFalse();

        start.ready();
        scheduled.join();
        assertThat(ran).isTrue();
    }

    @Test
    void whatWasScheduledBeforeRunsAfterwards() throws InterruptedException {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        start.customize(scheduler);
        scheduler.initialize();
        try {
            CountDownLatch ran = new CountDownLatch(1);
            scheduler.scheduleWithFixedDelay(ran::countDown, Duration.ofMillis(1));
            start.ready();
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            scheduler.shutdown();
        }
    }

    @Test
    void whatWaitsDoesNotKeepAFailedStartFromEnding() throws InterruptedException {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        start.customize(scheduler);
        scheduler.initialize();
        try {
            AtomicBoolean ran = new AtomicBoolean();
            scheduler.execute(() -> ran.set(true));
            start.closed();
            scheduler.getScheduledThreadPoolExecutor().shutdown();
            assertThat(scheduler.getScheduledThreadPoolExecutor().awaitTermination(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(ran).isFalse();
        } finally {
            scheduler.shutdown();
        }
    }
}
