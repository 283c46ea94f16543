package io.tradewind.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for other processes, until what is wanted is there or the time is up. */
final class Patience {

    private static final Duration STEP = Duration.ofMillis(100);

    private Patience() {}

    static void until(Duration longest, BooleanSupplier wanted, Supplier<String> found) {
        if (!within(longest, wanted)) {
            throw new AssertionError("Not within " + longest + ": " + found.get());
        }
    }

    /** @return whether it came in time */
    static boolean within(Duration longest, BooleanSupplier wanted) {
        Instant end = Instant.now().plus(longest);
        while (Instant.now().isBefore(end)) {
            try {
                if (wanted.getAsBoolean()) {
                    return true;
                }
            } catch (CrashingDatabase.NotThere notNow) {
                // asked again
            }
            pause();
        }
        return false;
    }

    /** Other processes are waited for, not our own clock. */
    static void pause() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
