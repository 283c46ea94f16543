package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk runs full on which uploads are laid down, and then the database's own, with its log, in the middle of work.
 * People are told, nothing is lost, and work goes on when there is room again.
 */
@Tag("fault")
class FullDiskTests {

    private static final int LIVES = 8;
    private static final int UPLOADS_MEGABYTES = 16;
    private static final int DATABASE_MEGABYTES = 500;
    private static final int ROWS = 200;
    private static final int NOISE = 5000;
    private static final Duration FULL = Duration.ofSeconds(20);

    /** Mails that may be on the wire when the database gives up, one of each node. */
    private static final int BREAKS = 2;

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder = Path.of("");

    @Test
    void whatIsWrittenGoesOnWhenThereIsRoom() {
        try (SmallDisk uploads = new SmallDisk(folder.resolve("uploads"), UPLOADS_MEGABYTES);
                SmallDisk data = new SmallDisk(folder.resolve("data"), DATABASE_MEGABYTES)) {
            CrashingDatabase database = new CrashingDatabase(data.folder().resolve("postgres"), "64MB");
            Map<String, String> temporary = Map.of("TMPDIR", uploads.folder().toString());
            try (TwoNodes two = new TwoNodes(this, folder, LIVES, database, temporary, Map.of())) {
                two.open();
                noRoomForUploads(two, uploads);
                two.beginToWork();
                two.afterDone(two.work() / 3, "the database's disk is full", () -> noRoomForTheDatabase(two, data));
                two.settle();
                two.everythingHappenedOnce(BREAKS);
                two.verifyRegisters();
            }
        }
    }

    private static void noRoomForUploads(TwoNodes two, SmallDisk uploads) {
        uploads.fill();
        HttpResponse<String> refused = upload(two.node(1), two.random());
        two.say("an upload of " + ROWS + " rows with a full disk: " + refused.statusCode() + " " + refused.body());
        assertThat(refused.statusCode()).isEqualTo(507);
        assertThat(refused.body()).contains("no room");
        assertThat(two.database().count("SELECT count(*) FROM import_job")).isZero();
        assertThat(two.node(1).program("support").get("/api/deals").statusCode())
                .as("everything else goes on")
                .isLessThan(500);
        uploads.makeRoom();
        HttpResponse<String> taken = upload(two.node(1), two.random());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        two.say("the same with room: " + taken.statusCode());
    }

    /** Every row is rejected for want of a rep, so that nothing of it is left over. */
    private static HttpResponse<String> upload(ApplicationNode node, Random random) {
        StringBuilder csv = new StringBuilder("external id,rep,customer,stage,value,currency,opened on,noise\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("Y-%d,nobody,Nobody %d,Engaging,1000,USD,2026-01-05,".formatted(i, i));
            // what cannot be packed away needs room
            random.ints(NOISE, 'a', 'z' + 1).forEach(csv::appendCodePoint);
            csv.append('\n');
        }
        return node.program("support")
                .send(
                        "POST",
                        "/api/deals/import",
                        "multipart/form-data; boundary=cut",
                        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"deals.csv\"\r\n"
                                + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--cut--\r\n");
    }

    private static void noRoomForTheDatabase(TwoNodes two, SmallDisk data) {
        int before = two.department().unanswered();
        data.fill();
        HttpResponse<String> refused = upload(two.node(2), two.random());
        two.say("an upload to a database without room: " + refused.statusCode() + " " + refused.body());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        boolean felt = Patience.within(FULL, () -> two.department().unanswered() > before + 20);
        two.say("felt by people: " + felt + ", requests not answered meanwhile: "
                + (two.department().unanswered() - before) + ", database process lives: "
                + two.database().runs());
        data.makeRoom();
        if (!two.database().runs()) {
            two.database().stop();
            two.database().start();
            two.say("the database had ended by itself and was started again");
        }
    }
}
