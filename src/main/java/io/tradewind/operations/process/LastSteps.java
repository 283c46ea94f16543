package io.tradewind.operations.process;

import java.time.Duration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A node that is told to stop takes no more steps, before anything else ends: what it would still take would be locked for
 * minutes. The steps it has in hand it finishes; their threads are waited for as the requests in hand are. It also says at
 * once that it is not ready, and goes on answering until a load balancer has seen that.
 */
@Component
class LastSteps implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LastSteps.class);

    private final ProcessEngine engine;
    private final ApplicationContext context;
    private final Duration drain;
    private volatile boolean running;

    LastSteps(ProcessEngine engine, ApplicationContext context, @Value("${tradewind.drain}") Duration drain) {
        this.engine = engine;
        this.context = context;
        this.drain = drain;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        JobExecutor jobs = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        if (jobs != null && jobs.isActive()) {
            jobs.shutdown();
            log.info("No more steps are taken; those in hand are finished");
        }
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        Pause.of(drain);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    /**
     * A request that was accepted just before the port closed is not counted among those in hand; taking the web server
     * apart under it would block both for ever.
     */
    @Component
    static class Stragglers implements SmartLifecycle {

        private static final Duration LONGEST = Duration.ofSeconds(2);

        private final Duration wait;
        private volatile boolean running;

        Stragglers(@Value("${tradewind.drain}") Duration drain) {
            this.wait = drain.isZero() ? Duration.ZERO : LONGEST;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            Pause.of(wait);
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        /** After the port is closed, before the web server ends. */
        @Override
        public int getPhase() {
            return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1;
        }
    }

    private static final class Pause {

        static void of(Duration time) {
            try {
                Thread.sleep(time.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
