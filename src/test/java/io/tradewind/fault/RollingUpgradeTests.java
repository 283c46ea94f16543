package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
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
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * Where each life waits when the first node is replaced: somewhere else. The first half goes on while old and new work
     * side by side, the other when both are new. Every fourth deal is lost, every second one needs an approval.
     */
    private static final List<String> STEPS = List.of(
            "present-quotation",
            "decide-request",
            "explain-result",
            "ship-goods",
            "check-contract",
            "handover-call",
            "contact-lead",
            "pick-goods",
            "sign-contract",
            "confirm-delivery",
            "confirm-lesson",
            "record-payment",
            "clarify-needs",
            "prepare-quotation",
            "qualify-lead",
            "decide-request");

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
            IntStream.range(0, LIVES).forEach(life -> two.department().leaveOpen(life, STEPS.get(life)));
            two.beginToWork();
            two.importDeals(20);
            Patience.until(PATIENCE, () -> two.department().waiting() == LIVES, () -> "not all wait: " + two.report());
            two.say("after " + two.department().done() + " of " + two.work() + ": node 2 stops; waiting at "
                    + two.database().map("SELECT task_def_key_, count(*) FROM act_ru_task GROUP BY 1"));
            two.node(2).stop();
            two.node(2).start();
            two.awaitReady(two.node(2));
            two.say("after " + two.department().done() + ": node 2 is new, node 1 old; half of the lives go on");
            IntStream.range(0, LIVES / 2).forEach(two.department()::takeUp);
            two.afterDone(two.department().done() + 15, "reminders are due, node 1 stops", () -> {
                two.remind();
                two.node(1).stop();
            });
            two.node(1).start();
            two.awaitReady(two.node(1));
            two.say("after " + two.department().done() + ": both are new; the others go on; waiting at "
                    + two.database().map("SELECT task_def_key_, count(*) FROM act_ru_task GROUP BY 1"));
            IntStream.range(LIVES / 2, LIVES).forEach(two.department()::takeUp);
            two.settle();
            two.everythingHappenedOnce(2);
            assertThat(two.department().failed()).as("errors shown to anybody").isEmpty();
            two.verifyRegisters();
        }
    }
}
