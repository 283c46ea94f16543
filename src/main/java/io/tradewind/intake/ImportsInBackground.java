package io.tradewind.intake;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Runs imports by themselves: at once after an upload, and regularly what another node has left behind. */
@Component
@ConditionalOnProperty(name = "tradewind.background", havingValue = "true", matchIfMissing = true)
class ImportsInBackground {

    private static final Logger log = LoggerFactory.getLogger(ImportsInBackground.class);

    private final ImportRunner runner;

    /** Two files at a time per node: the people at work have the right of way. */
    private final ExecutorService threads = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "imports");
        thread.setDaemon(true);
        return thread;
    });

    ImportsInBackground(ImportRunner runner) {
        this.runner = runner;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(StoredImportJobs.Accepted accepted) {
        run();
    }

    @Scheduled(initialDelay = 10_000, fixedDelay = 30_000)
    void run() {
        threads.execute(() -> {
            try {
                runner.runWaiting();
            } catch (RuntimeException e) {
                log.error("Imports cannot run now", e);
            }
        });
    }

    /** A file that is half taken is resumed by the next start or another node. */
    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(5, TimeUnit.SECONDS);
    }
}
