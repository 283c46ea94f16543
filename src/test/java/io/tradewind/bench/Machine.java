package io.tradewind.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * What all processors of the machine did, as Linux counts it; nothing where the system does not tell.
 *
 * @param busy milliseconds of everybody's work, the databases' and other people's too
 * @param stolen milliseconds in which this machine, being a virtual one, would have worked and had to wait for others
 * @param all milliseconds that passed, on all processors together
 */
record Machine(long busy, long stolen, long all) {

    private static final Path COUNTED = Path.of("/proc/stat");
    private static final int MS_PER_TICK = 10;
    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISK = 4;
    private static final int STOLEN = 7;
    private static final int COUNTERS = 8;

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int QUIET_LOOKS = 4;
    private static final double QUIET = 0.1;

    static Machine untilNow() {
        long[] ticks;
        try {
            // "cpu", two blanks, the counters
            ticks = Arrays.stream(Files.readString(COUNTED)
                            .lines()
                            .findFirst()
                            .orElse("")
                            .split(" +"))
                    .skip(1)
                    .limit(COUNTERS)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException notLinux) {
            return new Machine(0, 0, 0);
        }
        long all = Arrays.stream(ticks).sum();
        return new Machine(
                (all - ticks[IDLE] - ticks[WAITING_FOR_DISK] - ticks[STOLEN]) * MS_PER_TICK,
                ticks[STOLEN] * MS_PER_TICK,
                all * MS_PER_TICK);
    }

    Machine since(Machine before) {
        return new Machine(busy - before.busy, stolen - before.stolen, all - before.all);
    }

    /** Waits until nobody has done much for a second; not for ever. */
    static void awaitQuiet() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int quiet = 0;
        Machine before = untilNow();
        while (quiet < QUIET_LOOKS && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
            Machine now = untilNow();
            Machine done = now.since(before);
            quiet = done.busy + done.stolen <= QUIET * done.all ? quiet + 1 : 0;
            before = now;
        }
    }
}
