package io.tradewind.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What leaves an entry, what it says, and that it stays. */
@TradewindTest
class TrailEntriesTests extends TrailOfItsOwn {

    @Test
    void theJarKnowsHowTheMigrationsWatch() throws IOException {
        assertThat(Watched.ours())
                .as("what is watched is not what the jar says: copy %s over src/main/resources/%s", MADE, Watched.FILE)
                .isEqualTo(Files.readAllLines(MADE));
    }

    @Test
    void anEntrySaysWhatTheRowIsAndKeepsOurCostToItself() {
        String facts = jdbc.queryForObject(
                "SELECT facts::text FROM audit_entry WHERE source = 'product' AND row_key = 'P-1'", String.class);

        assertThat(facts)
                .contains("\"list_price\": 100.00", "\"unit_cost\": {\"sha256\":")
                .doesNotContain("50.00");
    }

    @Test
    void theDatabaseRefusesToRewriteTheTrail() {
        for (String statement : List.of(
                "UPDATE audit_entry SET person = 'somebody-else'",
                "UPDATE audit_entry SET seq = NULL, previous_sha256 = NULL, sha256 = NULL",
                "UPDATE audit_entry SET seq = seq + 1000",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "INSERT INTO audit_entry (kind, act, facts, seq, previous_sha256, sha256)"
                        + " VALUES ('login', 'noted', '{}', 99999, '0', '0')",
                "UPDATE audit_verification SET findings = 0",
                "DELETE FROM audit_verification",
                "TRUNCATE audit_verification")) {
            assertThatThrownBy(() -> jdbc.update(statement))
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void anOpenEntryIsBoundAndNotChangedOnTheWay() {
        price("P-4", 400);

        assertThatThrownBy(
                        () -> jdbc.update(
                                "UPDATE audit_entry SET seq = 99999, previous_sha256 = '0', sha256 = '0', facts = '{}' WHERE seq IS NULL"))
                .hasMessageContaining("append-only");
    }

    @Test
    void whoeverChangesARowWithoutGoingPastTheTriggersLeavesAnEntry() {
        jdbc.update("UPDATE product SET list_price = 101 WHERE code = 'P-1'");
        chain.bindAll();

        assertThat(findings()).isEmpty();
        assertThat(jdbc.queryForList(
                        "SELECT act || ' by ' || written_by FROM audit_entry WHERE row_key = 'P-1' ORDER BY id",
                        String.class))
                .containsExactly(
                        "made by postgres PostgreSQL JDBC Driver", "changed by postgres PostgreSQL JDBC Driver");
    }

    @Test
    void anotherNameOrSeriesAZoneAndAHolidayLeaveEntries() {
        for (String statement : List.of(
                "UPDATE product SET name = 'Another' WHERE code = 'P-1'",
                "UPDATE product SET series = 'GTK' WHERE code = 'P-1'",
                "INSERT INTO region (id, time_zone) VALUES ('region-audited', 'Asia/Kolkata')",
                "INSERT INTO holiday (day, name) VALUES ('2031-05-01', 'Labour Day')",
                "DELETE FROM holiday WHERE day = '2031-05-01'")) {
            jdbc.update(statement);
        }

        assertThat(jdbc.queryForList(
                        "SELECT source || ' ' || act FROM audit_entry WHERE seq IS NULL ORDER BY id", String.class))
                .containsExactly(
                        "product changed", "product changed", "region made", "holiday made", "holiday removed");
        chain.bindAll();
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatTheTrailDoesNotWatchLeavesNoEntry() {
        jdbc.update("UPDATE product SET search_key = 'another' WHERE code = 'P-1'");

        assertThat(jdbc.queryForObject("SELECT count(*) FROM audit_entry WHERE seq IS NULL", Long.class))
                .isZero();
    }

    @Test
    void theZoneOfWhoeverWritesAndWhoeverReadsDoesNotMatter() {
        jdbc.update("SET timezone = 'Asia/Kolkata'");
        jdbc.update(
                "INSERT INTO operator_act (at, by_user, act, subject, n) VALUES (now(), 'admin', 'step-retried', 'x', 1)");
        chain.bindAll();

        assertThat(findings()).isEmpty();
    }

    @Test
    void twoWritersWaitForNobodyAndTwoNodesMakeOneChain() throws Exception {
        long before = verification.verify(List.of()).entries();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Future<?> slow = threads.submit(() -> transaction.executeWithoutResult(status -> {
                price("SLOW", 1);
                written.countDown();
                await(mayEnd);
            }));
            written.await();
            price("QUICK", 2);
            chain.bindAll();
            assertThat(bound("QUICK")).isEqualTo(before + 1);

            mayEnd.countDown();
            slow.get();
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<?>> all = List.of(
                    threads.submit(() -> writeMany("A", together)),
                    threads.submit(() -> writeMany("B", together)),
                    threads.submit(() -> bindMany(together)),
                    threads.submit(() -> bindMany(together)));
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        chain.bindAll();

        assertThat(bound("SLOW")).isGreaterThan(bound("QUICK"));
        assertThat(verification.verify(List.of()).entries()).isEqualTo(before + 2 + 80);
        assertThat(findings()).isEmpty();
    }

    private void writeMany(String who, CyclicBarrier together) {
        await(together);
        for (int i = 0; i < 40; i++) {
            price(who + i, i);
        }
    }

    private void bindMany(CyclicBarrier together) {
        await(together);
        for (int i = 0; i < 20; i++) {
            chain.bindAll();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private long bound(String product) {
        return jdbc.queryForObject("SELECT seq FROM audit_entry WHERE row_key = ?", Long.class, product);
    }
}
