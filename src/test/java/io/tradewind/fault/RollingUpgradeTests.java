package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes of an older jar are replaced one after the other while lives are half lived, on the same database; for a while
 * old and new work side by side. The older jar is named by {@code -Dfault.old=…/tradewind.jar}; left out without it.
 */
@Tag("fault")
class RollingUpgradeTests {

    private static final int LIVES = 16;

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder = Path.of("");

    @Test
    void livesGoOnAcrossTheUpgrade() {
        Path old = Path.of(System.getProperty("fault.old", "none"));
        assumeTrue(Files.exists(old), "name an older jar: -Dfault.old=…");
        try (TwoNodes two = new TwoNodes(this, folder, LIVES)) {
            two.openDoors();
            two.nodes().forEach(node -> node.start(old));
            two.awaitReady();
            two.beginToWork();
            two.importDeals(20);
            two.afterDone(two.work() * 4 / 10, "node 2 stops", () -> two.node(2).stop());
            two.say("waiting at " + two.database().map("SELECT task_def_key_, count(*) FROM act_ru_task GROUP BY 1"));
            two.node(2).start();
            two.awaitReady(two.node(2));
            two.say("after " + two.department().done() + ": node 2 is new, node 1 old");
            two.afterDone(two.work() * 7 / 10, "reminders are due, node 1 stops", () -> {
                two.remind();
                two.node(1).stop();
            });
            two.node(1).start();
            two.awaitReady(two.node(1));
            two.say("after " + two.department().done() + ": both are new");
            two.settle();
            two.everythingHappenedOnce(2);
            assertThat(two.department().failed()).as("errors shown to anybody").isEmpty();
        }
    }
}
