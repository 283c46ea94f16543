package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The nodes' clocks are an hour off to both sides, then jump: each takes the other's locked steps and leased mails for
 * free, timers come too early, sessions and keys are of another time. Needs libfaketime ({@code apt-get install
 * faketime}), which shows another time to a process; left out where it is not there.
 */
@Tag("fault")
class ClocksApartTests {

    private static final int LIVES = 8;
    private static final int IMPORTED = 200;
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/faketime/libfaketimeMT.so.1"));

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder = Path.of("");

    @Test
    void nothingIsDoneTwice() {
        CrashingDatabase database = new CrashingDatabase(folder.resolve("postgres"));
        try (TwoNodes two = new TwoNodes(this, folder, LIVES, database, clock(1, "+0s"), clock(2, "+0s"))) {
            two.open();
            two.department().tellOf(Duration.ofHours(3));
            two.beginToWork();
            set(1, "+1h");
            set(2, "-1h");
            two.say("node 1 is an hour ahead, node 2 an hour behind");
            two.afterDone(two.work() / 6, "deals are imported", () -> two.importDeals(IMPORTED));
            two.afterDone(two.work() * 2 / 6, "node 2 jumps ahead by three hours", () -> set(2, "+2h"));
            two.afterDone(two.work() * 3 / 6, "reminders are due", two::remind);
            two.afterDone(two.work() * 4 / 6, "node 1 jumps back by two hours", () -> set(1, "-1h"));
            assertThat(two.node(1).program("admin").get("/actuator/health").body())
                    .as("health tells")
                    .contains("This node's clock is");
            two.afterDone(two.work() * 5 / 6, "both are right again", () -> {
                set(1, "+0s");
                set(2, "+0s");
            });
            two.settle();
            two.everythingHappenedOnce(0);
            two.verifyRegisters();
        }
    }

    private Map<String, String> clock(int node, String offset) {
        Path library = LIBRARIES.stream().filter(Files::exists).findFirst().orElse(null);
        assumeTrue(library != null, "libfaketime is not there: apt-get install faketime");
        set(node, offset);
        return Map.of(
                "LD_PRELOAD",
                Objects.requireNonNull(library).toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file(node).toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                // only the time of day: Java measures its waiting by the other clock
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                "DONT_FAKE_MONOTONIC",
                "1");
    }

    private void set(int node, String offset) {
        try {
            Files.writeString(file(node), offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(int node) {
        return folder.resolve("clock-" + node);
    }
}
