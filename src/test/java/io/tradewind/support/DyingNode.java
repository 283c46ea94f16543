package io.tradewind.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A node that is killed in the middle of a job: everything the step does is done and flushed, then the transaction is
 * gone, as after {@code kill -9}. What a step does outside the database stays done.
 */
@TestComponent
public class DyingNode implements DisposableBean {

    private static final Set<String> DIED_IN = new ConcurrentSkipListSet<>();

    /** What is thrown instead of a commit; an error, so that nothing on the way takes it for a failure of the step. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final AtomicInteger DEATHS = new AtomicInteger();

    private boolean spared;

    private final ManagementService management;
    private final TransactionTemplate transaction;
    private final ExecutorService node = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "dying-node", 0, false);
        thread.setDaemon(true);
        return thread;
    });

    DyingNode(ManagementService management, PlatformTransactionManager transactions) {
        this.management = management;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Of this run of the tests, which several JVMs share. */
    public static final Path RUN = Path.of("target", "died", System.getProperty("test.run", "by-hand"));

    /** The steps that were survived so far in this JVM, as {@code process.element}. */
    public static Set<String> diedIn() {
        return Set.copyOf(DIED_IN);
    }

    /** How often it died so far in this JVM. */
    public static int deaths() {
        return DEATHS.get();
    }

    /** Runs work during which nothing dies, to compare with. */
    public void spare(Runnable work) {
        spared = true;
        try {
            work.run();
        } finally {
            spared = false;
        }
    }

    /** Does the job's work and dies; a step that fails by itself fails again when it is run for good. */
    void dieIn(String jobId, String step) {
        if (spared || TransactionSynchronizationManager.isActualTransactionActive()) {
            return; // in a transaction nobody else sees what the test has not committed
        }
        try {
            node.submit(() -> transaction.executeWithoutResult(status -> {
                        management.executeJob(jobId);
                        throw new Killed();
                    }))
                    .get();
            throw new AssertionError("The node survived " + step);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Killed) {
                if (DIED_IN.add(step)) {
                    note(step);
                }
                DEATHS.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void note(String step) {
        try {
            Files.createDirectories(RUN);
            Files.writeString(
                    RUN.resolve(ProcessHandle.current().pid() + ".txt"),
                    step + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        node.shutdownNow();
    }
}
