package io.tradewind.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes are killed with {@code kill -9}, the database crashes and is stopped, the mail server goes away, and the credit
 * bureau answers as it likes, each at a moment by chance.
 */
@Tag("fault")
class KilledNodesTests {

    private static final int JOURNEYS = Integer.getInteger("fault.journeys", 12);
    private static final int IMPORTED = 30;

    /** Mails that may be on the wire, one of each node: four nodes die, the database and the line break for both. */
    private static final int BREAKS = 4 + 3 * 2 + 2;

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder = Path.of("");

    @Test
    void everyLifeGoesOnAndNothingIsDoneTwice() {
        try (TwoNodes two = new TwoNodes(this, folder, JOURNEYS)) {
            two.open();
            two.beginToWork();
            rage(two, troubles(two));
            two.settle();
            two.everythingHappenedOnce(BREAKS);
            two.verifyRegisters();
        }
    }

    private static List<Map.Entry<String, Runnable>> troubles(TwoNodes two) {
        return List.of(
                Map.entry("deals are imported", () -> two.importDeals(IMPORTED)),
                Map.entry("node 2 is killed", () -> two.node(2).kill()),
                Map.entry("the mail server is gone", two.mailGate()::down),
                Map.entry("node 2 starts", () -> two.node(2).start()),
                Map.entry("reminders are due", two::remind),
                Map.entry("the database crashes and starts", () -> crash(two)),
                Map.entry("the mail server is back", two.mailGate()::up),
                Map.entry("an answer of the mail server is lost", () -> two.mailGate()
                        .loseAnswers(1)),
                Map.entry("node 1 is killed", () -> two.node(1).kill()),
                Map.entry("node 1 starts", () -> two.node(1).start()),
                Map.entry("the database is stopped and started", () -> stopAndStart(two)),
                Map.entry("both nodes are killed and start", () -> killBoth(two)),
                Map.entry("the database crashes again", () -> crash(two)),
                Map.entry("another answer of the mail server is lost", () -> two.mailGate()
                        .loseAnswers(1)));
    }

    private static void rage(TwoNodes two, List<Map.Entry<String, Runnable>> troubles) {
        int from = 0;
        for (int i = 0; i < troubles.size(); i++) {
            int until = two.work() * 85 / 100 * (i + 1) / troubles.size();
            int moment = two.random().nextInt(from, Math.max(from + 1, until));
            from = until;
            Map.Entry<String, Runnable> trouble = troubles.get(i);
            two.afterDone(moment, trouble.getKey(), () -> {
                Patience.within(Duration.ofMillis(two.random().nextInt(400)), () -> false);
                trouble.getValue().run();
            });
        }
    }

    private static void crash(TwoNodes two) {
        two.database().crash();
        two.database().start();
    }

    private static void stopAndStart(TwoNodes two) {
        two.database().stop();
        two.database().start();
    }

    private static void killBoth(TwoNodes two) {
        two.nodes().forEach(ApplicationNode::kill);
        two.nodes().forEach(ApplicationNode::start);
    }
}
