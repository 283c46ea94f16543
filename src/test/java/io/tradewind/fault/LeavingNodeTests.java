package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.Web;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A node is told to stop while a request and a step are in its hands, both held up by the database. */
@Tag("fault")
class LeavingNodeTests {

    private static final Duration START = Duration.ofMinutes(8);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder = Path.of("");

    @Test
    void itFinishesWhatItHasInHandAndTakesNothingMore() throws Exception {
        CrashingDatabase database = new CrashingDatabase(folder.resolve("postgres"));
        database.start();
        ApplicationNode node = new ApplicationNode(
                folder.resolve("node.log"),
                Map.of(
                        "SPRING_DATASOURCE_URL", database.url(),
                        "SPRING_DATASOURCE_USERNAME", "postgres",
                        "SPRING_DATASOURCE_PASSWORD", "postgres",
                        "TRADEWIND_DRAIN", "10s"));
        try {
            node.start();
            Patience.until(START, node::ready, () -> "not ready, see " + node.log());
            Connection holding = DriverManager.getConnection(database.url(), "postgres", "postgres");
            hold(holding);
            String inHand = lead(node, "In Hand Ltd");
            Patience.until(LONG, () -> locked(database, inHand) == 1, () -> "the step is not taken, see " + node.log());
            Web.Client finance = node.web().browser("finance");
            CompletableFuture<Integer> request = CompletableFuture.supplyAsync(
                    () -> finance.get("/company/products").statusCode());
            Patience.until(
                    LONG,
                    () -> database.count("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND query ILIKE '%FROM product%'")
                            > 0,
                    () -> "the request does not wait");

            CompletableFuture<Process> end = node.leave();
            Web.Client nobody = node.web().nobody();
            Patience.until(
                    LONG,
                    () -> nobody.get("/actuator/health/readiness").statusCode() == 503,
                    () -> "it does not say that it leaves");
            assertThat(nobody.get("/actuator/health/readiness").body()).contains("OUT_OF_SERVICE");
            assertThat(nobody.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            String tooLate = lead(node, "Too Late Ltd");
            assertThat(request).isNotDone();
            holding.close();

            assertThat(request.get(1, TimeUnit.MINUTES))
                    .as("the request in hand")
                    .isEqualTo(200);
            end.get(2, TimeUnit.MINUTES);
            assertThat(database.rows("SELECT id_ FROM engine.act_ru_job WHERE lock_owner_ IS NOT NULL"))
                    .as("steps left locked")
                    .isEmpty();
            assertThat(database.count(
                            "SELECT count(*) FROM tradewind.lead WHERE state <> 'new' AND number = '" + inHand + "'"))
                    .as("the step in hand is done")
                    .isOne();
            assertThat(database.rows("SELECT state FROM tradewind.lead WHERE number = '" + tooLate + "'"))
                    .as("what came later is kept, and left to others")
                    .isEqualTo(List.of(List.of("new")));
            assertThat(waiting(database, tooLate)).isOne();
        } finally {
            node.kill();
            database.stop();
        }
    }

    /** Nobody reads products or assigns leads until the connection is closed. */
    private static void hold(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE tradewind.product, tradewind.lead_assignment IN ACCESS EXCLUSIVE MODE");
        }
    }

    private static String lead(ApplicationNode node, String company) {
        String body = node.program("support")
                .post(
                        "/api/leads",
                        "{\"companyName\": \"" + company + "\"}",
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .body();
        return body.replaceAll("(?s).*\"leadNumber\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private static long locked(CrashingDatabase database, String lead) {
        return database.count(jobs(lead) + " AND j.lock_owner_ IS NOT NULL");
    }

    private static long waiting(CrashingDatabase database, String lead) {
        return database.count(jobs(lead) + " AND j.lock_owner_ IS NULL AND j.retries_ > 0");
    }

    private static String jobs(String lead) {
        return "SELECT count(*) FROM engine.act_ru_job j JOIN engine.act_ru_execution p ON p.id_ = j.process_instance_id_"
                + " JOIN engine.act_ru_execution root ON root.id_ = p.root_proc_inst_id_"
                + " WHERE root.business_key_ = '" + lead + "' AND j.type_ = 'message'";
    }
}
