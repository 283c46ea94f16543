package io.tradewind.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tradewind.support.TradewindTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Somebody who may do everything with the database changes what happened. Each test has a database with our migrations for
 * itself, and breaks it in one way.
 */
@TradewindTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperedTrailTests {

    private static final Path MADE = Path.of("target/watched.txt");

    @Autowired
    private EmbeddedPostgres postgres;

    private final String template = name();
    private String url = "";
    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private AuditChain chain;
    private AuditVerification verification;

    @BeforeAll
    void migrateOnce() throws IOException {
        String like = create(template, "template0");
        Flyway.configure()
                .dataSource(like, "postgres", "postgres")
                .schemas("tradewind")
                .initSql("SET search_path TO tradewind")
                .load()
                .migrate();
        DriverManagerDataSource engine = new DriverManagerDataSource(like, "postgres", "postgres");
        engine.setSchema("engine");
        new JdbcTemplate(engine).execute("CREATE SCHEMA IF NOT EXISTS engine");
        for (String part : List.of("engine", "history", "identity")) {
            new ResourceDatabasePopulator(new ClassPathResource(
                            "org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql"))
                    .execute(engine);
        }
        JdbcTemplate made = new JdbcTemplate(engine);
        new EngineWatched(made).watch();
        List<String> lines = new ArrayList<>(Watched.watches(made));
        new TransactionTemplate(new JdbcTransactionManager(engine)).executeWithoutResult(status -> {
            made.execute(AuditContent.NOTHING_OF_OURS);
            lines.addAll(Watched.made(made, Watched.lastWatches(lines).keySet()));
        });
        Files.write(MADE, lines);
    }

    @AfterAll
    void clear() {
        admin().queryForList("SELECT datname FROM pg_database WHERE datname LIKE 'audit\\_%'", String.class)
                .forEach(name -> admin().execute("DROP DATABASE " + name + " WITH (FORCE)"));
    }

    @BeforeEach
    void threePricesInATrailOfTheirOwn() {
        url = create(name(), template);
        database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername("postgres");
        database.setMaximumPoolSize(5);
        database.setMinimumIdle(0);
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        chain = new AuditChain(jdbc, transaction, false);
        verification = new AuditVerification(jdbc, new JdbcTransactionManager(database));
        price("P-1", 100);
        price("P-2", 200);
        price("P-3", 300);
        chain.bindAll();
        assertThat(findings()).isEmpty();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theJarKnowsHowTheMigrationsWatch() throws IOException {
        assertThat(Watched.ours())
                .as("what is watched is not what the jar says: copy %s over src/main/resources/%s", MADE, Watched.FILE)
                .isEqualTo(Files.readAllLines(MADE));
    }

    @Test
    void functionsPlantedBesideTheTablesAnswerNothing() {
        pastTheTriggers(
                "UPDATE product SET list_price = 101 WHERE code = 'P-1'",
                "UPDATE audit_entry SET person = 'somebody-else' WHERE seq = 5");
        jdbc.execute(
                """
                CREATE FUNCTION tradewind.to_jsonb(p tradewind.product) RETURNS jsonb LANGUAGE sql AS
                $$ SELECT pg_catalog.to_jsonb(p) || '{"list_price": 100.00}' $$
                """);
        jdbc.execute(
                """
                CREATE FUNCTION tradewind.jsonb_build_array(bigint, bigint, bigint, text, text, text, text, text, text, text, jsonb)
                RETURNS jsonb LANGUAGE sql AS
                $$ SELECT pg_catalog.jsonb_build_array($1, $2, $3, $4, $5, $6, $7, $8, nullif($9, 'somebody-else'), $10, $11) $$
                """);

        assertThat(findings())
                .anyMatch(finding -> finding.startsWith("Entry 5 "))
                .anyMatch(finding -> finding.startsWith("Row P-1 of product is not what entry"));
    }

    @Test
    void functionsPlantedBesideTheTablesWriteNothing() {
        jdbc.execute(
                """
                CREATE FUNCTION tradewind.to_jsonb(p tradewind.product) RETURNS jsonb LANGUAGE sql AS
                $$ SELECT pg_catalog.to_jsonb(p) || '{"list_price": 1.00}' $$
                """);
        price("P-4", 400);
        chain.bindAll();

        assertThat(jdbc.queryForObject(
                        "SELECT facts ->> 'list_price' FROM audit_entry WHERE row_key = 'P-4'", String.class))
                .isEqualTo("400.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void functionsPutAmongPostgresqlsOwnAreFound() {
        jdbc.execute(
                """
                CREATE FUNCTION pg_catalog.to_jsonb(p tradewind.product) RETURNS jsonb LANGUAGE sql AS
                $$ SELECT '{}'::jsonb $$
                """);

        assertThat(findings()).contains("Function to_jsonb(tradewind.product) of PostgreSQL is not PostgreSQL's own.");
    }

    @Test
    void anInventedWatchSwitchesNothingOffAndIsFound() {
        jdbc.update(
                """
                INSERT INTO audit_entry (kind, act, document, facts)
                SELECT 'watch', 'noted', 'product', facts || '{"only": "false", "lasting": false}'
                  FROM audit_entry WHERE kind = 'watch' AND document = 'product' ORDER BY id DESC LIMIT 1
                """);
        chain.bindAll();
        pastTheTriggers(
                "UPDATE product SET list_price = 101 WHERE code = 'P-1'", "DELETE FROM product WHERE code = 'P-2'");

        assertThat(findings())
                .anyMatch(finding -> finding.startsWith("Row P-1 of product is not what entry"))
                .anyMatch(finding -> finding.startsWith("Row P-2 of product is gone"))
                .contains(
                        "An entry says that product is watched otherwise than it is.",
                        "The trail does not say last how product is watched.");

        jdbc.update(
                """
                INSERT INTO audit_entry (kind, act, document, facts)
                SELECT 'watch', 'noted', 'product', facts
                  FROM audit_entry WHERE kind = 'watch' AND document = 'product' ORDER BY id DESC LIMIT 1 OFFSET 1
                """);
        assertThat(findings()).as("put back").contains("An entry says that product is watched otherwise than it is.");
    }

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
    void aViewInPlaceOfATableIsFound() {
        jdbc.execute("ALTER TABLE target_plan RENAME TO target_plan_real");
        jdbc.execute("CREATE VIEW target_plan AS SELECT * FROM target_plan_real");
        for (String trigger : List.of(
                "audit_made INSTEAD OF INSERT", "audit_changed INSTEAD OF UPDATE", "audit_removed INSTEAD OF DELETE")) {
            jdbc.execute("CREATE TRIGGER " + trigger + " ON target_plan FOR EACH ROW EXECUTE FUNCTION audit_note()");
        }

        assertThat(findings()).contains("Table tradewind.target_plan is gone, or not the plain table that it was.");
    }

    @Test
    void triggersOfTheSameNameThatDoNothingAreFound() {
        jdbc.execute("DROP TRIGGER audit_changed ON product");
        jdbc.execute("CREATE TRIGGER audit_changed AFTER UPDATE ON product FOR EACH ROW WHEN (false)"
                + " EXECUTE FUNCTION audit_note('price', '{code}', '', 'code', '{code}', '{}')");
        jdbc.execute("DROP TRIGGER audit_entry_no_truncate ON audit_entry");
        jdbc.execute("CREATE TRIGGER audit_entry_no_truncate AFTER TRUNCATE ON audit_entry"
                + " FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_final()");
        jdbc.execute("ALTER TABLE invoice ENABLE REPLICA TRIGGER audit_made");

        assertThat(findings()).hasSize(3).allMatch(finding -> finding.contains("is not watched as it was"));
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
    void triggersSwitchedOffAreFound() {
        for (String statement : List.of(
                "ALTER TABLE product DISABLE TRIGGER audit_changed",
                "DROP TRIGGER audit_made ON invoice",
                "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_change")) {
            jdbc.execute(statement);
        }

        assertThat(findings())
                .hasSize(3)
                .allMatch(finding -> finding.contains("is not watched as it was"))
                .anyMatch(finding -> finding.contains("audit_entry"))
                .anyMatch(finding -> finding.contains("invoice"))
                .anyMatch(finding -> finding.contains("product"));
    }

    @Test
    void aWatchThatWasMadeToSayNothingIsFoundAtTheFirstRow() {
        jdbc.execute(
                "CREATE OR REPLACE FUNCTION audit_note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
        price("P-4", 400);

        assertThat(findings())
                .containsExactly(
                        "Function tradewind.audit_note() is not what it was.",
                        "Row P-4 of product is not in the trail.");
    }

    @Test
    void entriesKeptOutOfTheChainAreFound() {
        pastTheTriggers(
                "INSERT INTO audit_entry (kind, act, facts, written_at) VALUES ('login', 'noted', '{}', now() - interval '1 hour')");

        assertThat(findings()).containsExactly("1 entries were not bound to the chain within 1 minute.");
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

    @Test
    void theCommandSaysWhatItFound() {
        String[] where = {
            "verify-audit",
            "--spring.datasource.url=" + url,
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=postgres"
        };
        String head = verification.verify(List.of()).head();

        assertThat(VerifyAudit.asked(where)).isTrue();
        assertThat(VerifyAudit.run(with(where, "--head=" + head))).isZero();
        assertThat(VerifyAudit.run(with(where, "--head=" + "1".repeat(64)))).isEqualTo(1);
        assertThat(VerifyAudit.run("verify-audit", "--spring.datasource.url=jdbc:postgresql://localhost:1/none"))
                .isEqualTo(2);
    }

    private static String[] with(String[] arguments, String more) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = more;
        return all;
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

    private void price(String code, int price) {
        jdbc.update(
                "INSERT INTO product (code, name, search_key, series, list_price, floor_price, unit_cost, currency)"
                        + " VALUES (?, ?, ?, 'GTX', ?, ?, ?, 'USD')",
                code,
                code,
                code,
                price,
                price,
                price / 2);
    }

    private List<String> findings() {
        return verification.verify(List.of()).findings();
    }

    /** What an administrator of the database can do who knows about the triggers. */
    private void pastTheTriggers(String... statements) {
        transaction.executeWithoutResult(status -> {
            jdbc.execute("SET LOCAL session_replication_role = replica");
            for (String statement : statements) {
                assertThat(jdbc.update(statement)).as(statement).isPositive();
            }
        });
    }

    /** ... and about the hashes. */
    private void computeAnew(long from, long to) {
        jdbc.queryForList("SELECT seq FROM audit_entry WHERE seq BETWEEN ? AND ? ORDER BY seq", Long.class, from, to)
                .forEach(seq -> {
                    String previous =
                            jdbc.queryForObject("SELECT sha256 FROM audit_entry WHERE seq = ?", String.class, seq - 1);
                    String content = jdbc.queryForObject(
                            "SELECT " + AuditContent.SQL + " FROM audit_entry WHERE seq = ?", String.class, seq);
                    String sha256 = AuditContent.hash(seq, previous, content);
                    pastTheTriggers("UPDATE audit_entry SET previous_sha256 = '%s', sha256 = '%s' WHERE seq = %d"
                            .formatted(previous, sha256, seq));
                });
    }

    private String create(String name, String like) {
        admin().execute("CREATE DATABASE " + name + " TEMPLATE " + like);
        return postgres.getJdbcUrl("postgres", name) + "&currentSchema=tradewind";
    }

    private JdbcTemplate admin() {
        return new JdbcTemplate(postgres.getPostgresDatabase());
    }

    private static String name() {
        return "audit_" + UUID.randomUUID().toString().replace("-", "");
    }
}
