package io.tradewind.approval.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Several people acting in the same instant. */
final class Together {

    private Together() {}

    /** Lets them go at once and returns what those met who did not get through. */
    static List<Throwable> run(Runnable... acts) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(acts.length);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<? extends Future<?>> futures = Arrays.stream(acts)
                    .map(act -> threads.submit(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        act.run();
                        return null;
                    }))
                    .toList();
            start.countDown();
            List<Throwable> failures = new ArrayList<>();
            for (Future<?> future : futures) {
                try {
                    future.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                } catch (TimeoutException e) {
                    throw new AssertionError(e);
                }
            }
            return failures;
        } finally {
            threads.shutdownNow();
        }
    }
}
