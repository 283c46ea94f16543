package io.tradewind.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody who may do everything in the database changes entries, or rows behind them. */
@TradewindTest
class TamperedTrailTests extends TrailOfItsOwn {

    @Test
    void anEntryThatIsNeverBoundExcusesNoChangedRow() {
        jdbc.execute("CREATE FUNCTION kept_back() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
        jdbc.execute("CREATE TRIGGER zz BEFORE UPDATE ON audit_entry FOR EACH ROW"
                + " WHEN (OLD.id = 9000000000000000000) EXECUTE FUNCTION kept_back()");
        jdbc.update(
                """
                INSERT INTO audit_entry (id, written_at, kind, act, source, row_key, facts) OVERRIDING SYSTEM VALUE
                VALUES (9000000000000000000, '2100-01-01', 'price', 'changed', 'product', 'P-1', '{}')
                """);
        pastTheTriggers("UPDATE product SET list_price = 101 WHERE code = 'P-1'");
        chain.bindAll();

        assertThat(findings())
                .contains("The entry with id 9000000000000000000 has a number that the database did not give.")
                .anyMatch(finding -> finding.startsWith("Row P-1 of product is not what entry"))
                .contains("Table tradewind.audit_entry has a trigger zz that is none of ours.");
    }

    @Test
    void aYoungOpenEntryExcusesARowOnlyWithAllThatTheRowSays() {
        price("P-4", 400);
        assertThat(findings()).isEmpty();

        jdbc.update(
                "INSERT INTO audit_entry (kind, act, source, row_key, facts) VALUES ('price', 'changed', 'product', 'P-1', '{}')");
        assertThat(findings()).singleElement().asString().startsWith("Row P-1 of product is not what entry");
    }

    @Test
    void anEntryOfTheFutureIsFound() {
        jdbc.update(
                "INSERT INTO audit_entry (kind, act, facts, written_at) VALUES ('login', 'noted', '{}', now() + interval '1 hour')");
        chain.bindAll();

        assertThat(findings()).singleElement().asString().endsWith("is of the future.");
    }

    @Test
    void aChangedEntryIsFound() {
        pastTheTriggers("UPDATE audit_entry SET person = 'somebody-else' WHERE seq = 5");

        assertThat(findings()).anyMatch(finding -> finding.startsWith("Entry 5 "));
    }

    @Test
    void aChangedEntryWithItsHashComputedAnewIsFoundAtTheNext() {
        pastTheTriggers("UPDATE audit_entry SET person = 'somebody-else' WHERE seq = 5");
        computeAnew(5, 5);

        assertThat(findings()).containsExactly("The trail is broken before entry 6.");
    }

    @Test
    void aRemovedEntryIsFound() {
        pastTheTriggers("DELETE FROM audit_entry WHERE seq = 5");

        assertThat(findings()).contains("The trail is broken before entry 6.");
    }

    @Test
    void anEntryPutBetweenIsFound() {
        pastTheTriggers(
                "UPDATE audit_entry SET seq = seq + 1000 WHERE seq > 5",
                "UPDATE audit_entry SET seq = seq - 999 WHERE seq > 1000",
                """
                INSERT INTO audit_entry (kind, act, facts, seq, previous_sha256, sha256)
                SELECT 'login', 'noted', '{}', 6, sha256, 'x' FROM audit_entry WHERE seq = 5
                """);
        computeAnew(6, 6);

        assertThat(findings()).contains("The trail is broken before entry 7.");
    }

    @Test
    void theCutOffEndIsFoundByAHashThatWasKeptElsewhere() {
        String head = verification.verify(List.of()).head();
        pastTheTriggers("DELETE FROM product WHERE code = 'P-3'", "DELETE FROM audit_entry WHERE row_key = 'P-3'");

        assertThat(findings()).isEmpty();
        assertThat(verification.verify(List.of(head)).findings())
                .singleElement()
                .asString()
                .contains(head, "cut off");
    }

    @Test
    void aTrailComputedAnewFromTheMiddleIsFoundByAHashThatWasKeptElsewhere() {
        String head = verification.verify(List.of()).head();
        pastTheTriggers("UPDATE audit_entry SET person = 'somebody-else' WHERE seq = 5");
        computeAnew(5, Long.MAX_VALUE);

        assertThat(findings()).isEmpty();
        assertThat(verification.verify(List.of(head)).findings()).hasSize(1);
    }

    @Test
    void rowsChangedBehindTheTrailAreFound() {
        pastTheTriggers("UPDATE product SET list_price = 101 WHERE code = 'P-1'");
        assertThat(findings()).singleElement().asString().startsWith("Row P-1 of product is not what entry");
        pastTheTriggers("UPDATE product SET list_price = 100 WHERE code = 'P-1'");
        assertThat(findings()).isEmpty();

        pastTheTriggers(
                "UPDATE product SET unit_cost = 1 WHERE code = 'P-1'",
                "DELETE FROM product WHERE code = 'P-2'",
                "INSERT INTO product SELECT 'P-9', name, 'p9', series, list_price, floor_price, unit_cost, currency"
                        + " FROM product WHERE code = 'P-1'");
        assertThat(findings())
                .satisfiesExactly(
                        finding -> assertThat(finding).startsWith("Row P-1 of product is not what entry"),
                        finding -> assertThat(finding).startsWith("Row P-2 of product is gone"),
                        finding -> assertThat(finding).isEqualTo("Row P-9 of product is not in the trail."));
    }

    @Test
    void whatWasTakenBackAndComesAgainIsFound() {
        jdbc.update("DELETE FROM product WHERE code = 'P-2'");
        chain.bindAll();
        assertThat(findings()).isEmpty();

        pastTheTriggers(
                "INSERT INTO product SELECT 'P-2', name, 'p2', series, list_price, floor_price, unit_cost, currency"
                        + " FROM product WHERE code = 'P-1'");

        assertThat(findings()).singleElement().asString().startsWith("Row P-2 of product is there again");
    }

    @Test
    void entriesKeptOutOfTheChainAreFound() {
        pastTheTriggers(
                "INSERT INTO audit_entry (kind, act, facts, written_at) VALUES ('login', 'noted', '{}', now() - interval '1 hour')");

        assertThat(findings()).containsExactly("1 entries were not bound to the chain within 1 minute.");
    }

    /** As in a dump that was restored: its last entries were written long ago, and no node has run since. */
    @Test
    void entriesThatNoNodeHasBoundYetAreNotCalledAChange() {
        price("P-4", 400);
        jdbc.update("UPDATE product SET list_price = 310 WHERE code = 'P-3'");
        anHourAgo();

        assertThat(findings())
                .contains("2 entries were not bound to the chain within 1 minute.")
                .contains("Row P-4 of product is not in the trail.");
        AuditVerification.Verdict atRest = verification.verifyAtRest(List.of());
        assertThat(atRest.findings()).isEmpty();
        assertThat(atRest.waiting()).isEqualTo(2);
        assertThat(VerifyAudit.run(where())).isEqualTo(3);

        chain.bindAll();

        assertThat(verification.verifyAtRest(List.of()).waiting()).isZero();
        assertThat(VerifyAudit.run(where())).isZero();
    }

    /** As after a first start that was refused before anything was bound. */
    @Test
    void aTrailOfWhichNothingIsBoundYetIsNotCalledAChange() {
        pastTheTriggers("UPDATE audit_entry SET seq = NULL, previous_sha256 = NULL, sha256 = NULL");
        anHourAgo();

        assertThat(findings()).contains("Row P-1 of product is not in the trail.");
        assertThat(VerifyAudit.run(where())).isEqualTo(3);
    }

    @Test
    void aChangeBesideEntriesThatWaitIsStillOne() {
        price("P-4", 400);
        anHourAgo();
        pastTheTriggers("UPDATE product SET list_price = 401 WHERE code = 'P-4'");

        assertThat(verification.verifyAtRest(List.of()).findings())
                .singleElement()
                .asString()
                .startsWith("Row P-4 of product is not what entry");
        assertThat(VerifyAudit.run(where())).isEqualTo(1);
    }

    @Test
    void anEntryThatLaterOnesWereBoundBeforeIsFoundWithoutANodeToo() {
        price("P-4", 400);
        anHourAgo();
        pastTheTriggers("UPDATE audit_entry SET written_at = now() - interval '2 hours' WHERE seq IS NULL");

        assertThat(verification.verifyAtRest(List.of()).findings())
                .containsExactly(
                        "1 entries were not bound to the chain within 1 minute.",
                        "Row P-4 of product is not in the trail.");
        assertThat(VerifyAudit.run(where())).isEqualTo(1);
    }

    /** The hashes hold the time, so those that are bound are bound anew. */
    private void anHourAgo() {
        pastTheTriggers("UPDATE audit_entry SET written_at = written_at - interval '1 hour'");
        computeAnew(1, Long.MAX_VALUE);
    }

    @Test
    void whatWasExplainedIsTakenOverAndStaysReadable() {
        pastTheTriggers(
                "UPDATE product SET list_price = 101 WHERE code = 'P-1'", "DELETE FROM product WHERE code = 'P-2'");
        assertThat(findings()).hasSize(2);

        // as whoever administers the database does it: another name, no search path of ours
        jdbc.queryForObject(
                "SELECT set_config('search_path', 'public', true), tradewind.audit_take_over('product')",
                (row, number) -> row.getLong(2));
        chain.bindAll();

        assertThat(findings()).isEmpty();
        assertThat(jdbc.queryForList(
                        "SELECT act || ' ' || row_key FROM audit_entry WHERE act IN ('found', 'lost') ORDER BY id",
                        String.class))
                .containsExactly("found P-1", "lost P-2");
    }

    @Test
    void theCommandSaysWhatItFound() {
        String[] where = where();
        String head = verification.verify(List.of()).head();

        assertThat(VerifyAudit.asked(where)).isTrue();
        assertThat(VerifyAudit.run(with(where, "--head=" + head))).isZero();
        assertThat(VerifyAudit.run(with(where, "--head=" + "1".repeat(64)))).isEqualTo(1);
        assertThat(VerifyAudit.run("verify-audit", "--spring.datasource.url=jdbc:postgresql://localhost:1/none"))
                .isEqualTo(2);
    }

    private String[] where() {
        return new String[] {
            "verify-audit",
            "--spring.datasource.url=" + url,
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=postgres"
        };
    }

    private static String[] with(String[] arguments, String more) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = more;
        return all;
    }

    /** ... and about the hashes. */
    private void computeAnew(long from, long to) {
        jdbc.queryForList("SELECT seq FROM audit_entry WHERE seq BETWEEN ? AND ? ORDER BY seq", Long.class, from, to)
                .forEach(seq -> {
                    String previous = seq == 1
                            ? AuditChain.BEGINNING
                            : jdbc.queryForObject(
                                    "SELECT sha256 FROM audit_entry WHERE seq = ?", String.class, seq - 1);
                    String content = jdbc.queryForObject(
                            "SELECT " + AuditContent.SQL + " FROM audit_entry WHERE seq = ?", String.class, seq);
                    String sha256 = AuditContent.hash(seq, previous, content);
                    pastTheTriggers("UPDATE audit_entry SET previous_sha256 = '%s', sha256 = '%s' WHERE seq = %d"
                            .formatted(previous, sha256, seq));
                });
    }
}
