package io.tradewind.lead.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.bench.BenchFile;
import io.tradewind.bench.Effort;
import io.tradewind.engine.Acting;
import io.tradewind.intake.ImportJobs;
import io.tradewind.support.TradewindTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The first step of imported leads: twins looked for, owner found and told. Five times 25 of them, after some for practice,
 * beside 1,000 customers and as many open leads, then beside 50,000 of each; first while reps may be given leads, then when
 * nobody may be given any more. Names are made of syllables; two of five in the database end in a word that thousands share.
 *
 * <p>{@code lead_growth_ratio}: the database's processor time of such a step beside 50,000 ÷ beside 1,000, of the median 25
 * each. Java's does not depend on what is there, and is less the later it is measured. PostgreSQL tidies up when it is told to and
 * not by its own clock: 50,000 new rows would be tidied up in the middle of what is measured, in one run and not in another.
 */
@Tag("bench")
@TradewindTest
class ReceivedLeadsBenchTests {

    private static final Logger log = LoggerFactory.getLogger(ReceivedLeadsBenchTests.class);
    private static final int FEW = 1_000;
    private static final int MANY = 50_000;
    private static final int PRACTICE = 30;
    private static final int PORTIONS = 5;
    private static final int PORTION = 25;
    private static final int LEADS = PORTIONS * PORTION;
    private static final String USER = "marketing";

    private static final String[] SYLLABLES =
            ("ba be bi bo bra cal can car cen chi con cor dal dan del den dor dra el en"
                            + " fal far fen fin flo for gal gan gen gol gra hal han har hel ho in is jen jo kan kel kin kon lab lam"
                            + " lan lex lin lo lum mar max med mer mi mon nan ne nor om on or pan par pel pol pro qua ran red ro ron"
                            + " sal san sel sil sol ster sun tan tech tel ter ti ton tra tri ul un va ver vi vol wal wen win zen")
                    .split(" ");
    private static final String[] SHARED = {
        "technologies", "group", "holding", "systems", "solutions", "international", "industries", "services"
    };

    @Autowired
    private ImportJobs imports;

    @Autowired
    private ManagementService management;

    @Autowired
    private Acting acting;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private EmbeddedPostgres postgres;

    private final Random random = new Random(7);

    @Test
    void besideManyAndBesideFew() throws IOException {
        byItsOwnClock(false);
        present(0, FEW);
        steps();
        stepsWhenNobodyIsFree();
        List<Effort> few = steps();
        List<Effort> fewWaiting = stepsWhenNobodyIsFree();
        present(FEW, MANY);
        List<Effort> many = steps();
        List<Effort> manyWaiting = stepsWhenNobodyIsFree();

        BenchFile.record("lead_growth_ratio", database(many) / database(few));
        log.info("a lead's first step beside {}: {}", FEW, told(few));
        log.info("a lead's first step beside {}, nobody free: {}", FEW, told(fewWaiting));
        log.info("a lead's first step beside {}: {}", MANY, told(many));
        log.info("a lead's first step beside {}, nobody free: {}", MANY, told(manyWaiting));
    }

    /** Milliseconds of a step in the median portion. */
    private static double database(List<Effort> portions) {
        return portions.stream().mapToLong(Effort::database).sorted().toArray()[PORTIONS / 2] / (double) PORTION;
    }

    private static String told(List<Effort> portions) {
        return "%s, in the median portion %.1f"
                .formatted(portions.stream().reduce(Effort.NONE, Effort::plus).each(LEADS), database(portions));
    }

    private void byItsOwnClock(boolean does) {
        jdbc.sql("ALTER SYSTEM " + (does ? "RESET autovacuum" : "SET autovacuum = off"))
                .update();
        jdbc.sql("SELECT pg_reload_conf()").query(Boolean.class).single();
    }

    /** Not noted by the audit trail, which would take longer than all else. */
    private void present(int from, int until) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SET LOCAL session_replication_role = replica").update();
            jdbc.sql(
                            """
                            INSERT INTO customer (number, name, name_normalised, email, owner)
                            SELECT 'SEED-' || (:from + n), name, name, 'p@' || replace(name, ' ', '') || '.example', NULL
                              FROM unnest(:names) WITH ORDINALITY AS given (name, n)
                            """)
                    .param("from", from)
                    .param("names", names(until - from, true))
                    .update();
            jdbc.sql(
                            """
                            INSERT INTO lead (number, company_name, company_name_normalised, email, received_on, created_by,
                                              content_hash, created_at, changed_at)
                            SELECT 'SEED-' || (:from + n), name, name, 'q@' || replace(name, ' ', '') || '.example', CURRENT_DATE,
                                   'marketing', '', now(), now()
                              FROM unnest(:names) WITH ORDINALITY AS given (name, n)
                            """)
                    .param("from", from)
                    .param("names", names(until - from, true))
                    .update();
        });
        jdbc.sql("VACUUM ANALYZE").update();
        jdbc.sql("CHECKPOINT").update();
    }

    private String[] names(int count, boolean someShared) {
        return IntStream.range(0, count)
                .mapToObj(i -> word() + " " + word()
                        + (someShared && random.nextInt(5) < 2 ? " " + SHARED[random.nextInt(SHARED.length)] : ""))
                .toArray(String[]::new);
    }

    private String word() {
        return IntStream.range(0, 2 + random.nextInt(2))
                .mapToObj(i -> SYLLABLES[random.nextInt(SYLLABLES.length)])
                .reduce("", String::concat);
    }

    private List<Effort> steps() throws IOException {
        jdbc.sql("DELETE FROM lead_rotation").update();
        jdbc.sql("UPDATE lead SET state = 'disqualified' WHERE owner IS NOT NULL")
                .update();
        return measured();
    }

    private List<Effort> stepsWhenNobodyIsFree() throws IOException {
        jdbc.sql("UPDATE lead_rotation SET credit = 0, credit_on = CURRENT_DATE + 1000")
                .update();
        return measured();
    }

    private List<Effort> measured() throws IOException {
        List<String> jobs = jobs();
        assertThat(jobs).hasSize(PRACTICE + LEADS);
        jobs.subList(0, PRACTICE).forEach(this::run);
        List<Effort> portions = new ArrayList<>();
        for (int from = PRACTICE; from < jobs.size(); from += PORTION) {
            Effort before = Effort.untilNow(postgres.getPort());
            jobs.subList(from, from + PORTION).forEach(this::run);
            portions.add(Effort.untilNow(postgres.getPort()).since(before));
        }
        return portions;
    }

    private void run(String job) {
        acting.asSystem(() -> management.executeJob(job));
    }

    /** The first step of each lead of a file. */
    private List<String> jobs() throws IOException {
        String key = UUID.randomUUID().toString();
        StringBuilder file = new StringBuilder("companyName,email,externalId\n");
        for (String name : names(PRACTICE + LEADS, false)) {
            file.append("%s,a@%s.example,%s-%s\n".formatted(name, name.replace(" ", ""), key, name));
        }
        imports.accept(
                "leads",
                "leads.csv",
                new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)),
                null,
                USER);
        imports.runWaiting();
        return jdbc.sql(
                        """
                        SELECT job.id_ FROM lead JOIN act_ru_job job ON job.process_instance_id_ = lead.process_instance_id
                         WHERE lead.external_id LIKE :key ORDER BY lead.id
                        """)
                .param("key", key + "-%")
                .query(String.class)
                .list();
    }

    @AfterEach
    void removeThem() {
        byItsOwnClock(true);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SET LOCAL session_replication_role = replica").update();
            jdbc.sql("DELETE FROM customer WHERE number LIKE 'SEED-%'").update();
            jdbc.sql("DELETE FROM lead WHERE number LIKE 'SEED-%'").update();
        });
        jdbc.sql("DELETE FROM lead_rotation").update();
        jdbc.sql("UPDATE lead SET state = 'disqualified' WHERE owner IS NOT NULL")
                .update();
    }
}
