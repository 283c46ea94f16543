package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dump is taken while both nodes work; later both and the database are gone for good. From the dump everything goes on
 * elsewhere: what is signed is as it was signed, half-done lives go on, what was done after the dump is done again.
 */
@Tag("fault")
class RestoredBackupTests {

    private static final int LIVES = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder = Path.of("");

    @Test
    void livesGoOnFromTheDump() {
        InstalledDatabase lost = new InstalledDatabase(folder.resolve("lost").resolve("postgres"));
        InstalledDatabase restored =
                new InstalledDatabase(folder.resolve("restored").resolve("postgres"));
        Path dump = folder.resolve("tradewind.dump");
        try (TwoNodes before = new TwoNodes(this, folder.resolve("lost"), LIVES, lost, Map.of(), Map.of())) {
            before.open();
            before.beginToWork();
            Patience.until(
                    PATIENCE,
                    () -> lost.count("SELECT count(*) FROM contract_signed_copy") >= 2,
                    () -> "nothing is signed: " + before.report());
            before.afterDone(0, "a dump is taken", () -> lost.dump(dump));
            before.afterDone(before.department().done() + 12, "both nodes and the database are lost", () -> {
                before.nodes().forEach(ApplicationNode::kill);
                before.stopWorking();
            });
            restored.start();
            restored.restore(dump);
            System.out.println(before.report());
            try (TwoNodes after = new TwoNodes(this, folder.resolve("restored"), before, restored)) {
                lost.crash();
                goOn(after, restored);
            }
        }
    }

    private void goOn(TwoNodes after, InstalledDatabase restored) {
        after.say("in the dump: "
                + restored.map(
                        "SELECT end_time_ IS NOT NULL, count(*) FROM act_hi_procinst WHERE proc_def_key_ = 'lead-to-after-sales' GROUP BY 1")
                + " lives ended, " + restored.count("SELECT count(*) FROM contract_register")
                + " entries of the contract register, waiting at "
                + restored.map("SELECT task_def_key_, count(*) FROM act_ru_task GROUP BY 1"));
        assertThat(restored.count("SELECT count(*) FROM contract_register")).isPositive();
        assertThat(restored.count("SELECT count(*) FROM audit_entry")).isPositive();
        after.verifyRegisters();
        after.open();
        after.beginToWork();
        after.settle();
        after.everythingHappenedOnce(0);
        after.verifyRegisters();
    }
}
