package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tradewind.support.Ports;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Two real nodes on one real PostgreSQL, and a department at work: whole lives from the lead to the survey go on while
 * nodes are killed with {@code kill -9}, the database crashes, the mail server goes away, and the credit bureau answers as
 * it likes. Afterwards every life has come to its end, and nothing was done twice. A run prints its seed and its counts.
 */
@Tag("fault")
class KilledNodesTests {

    private static final int JOURNEYS = Integer.getInteger("fault.journeys", 12);
    private static final int IMPORTED = 30;
    private static final int HANDS = 3;
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STANDSTILL = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final long seed = Long.getLong("fault.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final GreenMail postOffice = new GreenMail(new ServerSetup(Ports.free(), "127.0.0.1", "smtp"));
    private final MailGate mailGate =
            new MailGate(postOffice.getSmtp().getServerSetup().getPort());
    private final MoodyBureau bureau = new MoodyBureau(seed);
    private final ExecutorService people = Executors.newFixedThreadPool(HANDS);

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder = Path.of("");

    private CrashingDatabase database = new CrashingDatabase(folder);
    private List<ApplicationNode> nodes = List.of();
    private Department department = new Department(nodes, database, postOffice, seed);
    private final SoftAssertions all = new SoftAssertions();
    private volatile boolean workingHours = true;

    @BeforeEach
    void twoNodesOnOneDatabase() {
        // it says at length that a crashed database cannot be stopped
        ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.WARN);
        System.out.println("KilledNodesTests: -Dfault.seed=" + seed + ", logs and data in " + folder);
        database = new CrashingDatabase(folder.resolve("postgres"));
        database.start();
        postOffice.start();
        mailGate.up();
        Map<String, String> settings = Map.of(
                "SPRING_DATASOURCE_URL",
                database.url(),
                "SPRING_DATASOURCE_USERNAME",
                "postgres",
                "SPRING_DATASOURCE_PASSWORD",
                "postgres",
                "TRADEWIND_MAIL_HOST",
                "localhost",
                "TRADEWIND_MAIL_PORT",
                String.valueOf(mailGate.port()),
                "TRADEWIND_MAIL_STARTTLS",
                "false",
                "TRADEWIND_BUREAU_URL",
                bureau.url(),
                "TRADEWIND_BUREAU_READTIMEOUT",
                "1s",
                "TRADEWIND_BUREAU_FIRSTWAIT",
                "100ms",
                "TRADEWIND_BUREAU_OPENFOR",
                "2s");
        nodes = List.of(
                new ApplicationNode(folder.resolve("node-1.log"), settings),
                new ApplicationNode(folder.resolve("node-2.log"), settings));
        department = new Department(nodes, database, postOffice, seed);
        // both in the same second, on an empty database
        nodes.forEach(ApplicationNode::start);
        nodes.forEach(this::awaitReady);
    }

    @AfterEach
    void stopEverything() {
        workingHours = false;
        people.shutdown();
        nodes.forEach(ApplicationNode::kill);
        database.stop();
        mailGate.close();
        postOffice.stop();
        bureau.close();
    }

    @Test
    void everyLifeGoesOnAndNothingIsDoneTwice() {
        List<Department.Journey> journeys = new ArrayList<>();
        for (int i = 0; i < JOURNEYS; i++) {
            journeys.add(Department.Journey.of(i, random));
        }
        Storm storm =
                new Storm(journeys.stream().mapToInt(Department.Journey::steps).sum());
        for (int hand = 0; hand < HANDS; hand++) {
            people.execute(() -> {
                while (workingHours) {
                    department.work();
                    Patience.pause();
                }
            });
        }
        Thread leads =
                new Thread(() -> journeys.forEach(journey -> department.enter(journey, "lead-" + journey.number())));
        leads.start();

        storm.rage();
        join(leads);
        storm.settle();

        int won = (int) journeys.stream().filter(journey -> !journey.lost()).count();
        int lost = JOURNEYS - won;
        int approved =
                (int) journeys.stream().filter(Department.Journey::discounted).count();
        int complaints =
                (int) journeys.stream().filter(journey -> journey.score() < 6).count();
        System.out.println(storm.report());
        everyLifeCameToItsEnd(won, lost, complaints);
        everythingWasDoneOnce(won, lost, approved);
        everyMailCameOnce();
        nobodyWasAskedTwice();
        all.assertAll();
    }

    private void everyLifeCameToItsEnd(int won, int lost, int complaints) {
        all.assertThat(
                        database.map(
                                """
                        SELECT end_act_id_, count(*) FROM act_hi_procinst
                         WHERE proc_def_key_ = 'lead-to-after-sales' AND end_time_ IS NOT NULL GROUP BY 1
                        """))
                .as("ends of the journeys")
                .containsOnly(
                        Map.entry("customer-served", String.valueOf(won)),
                        Map.entry("deal-lost", String.valueOf(lost)));
        all.assertThat(
                        database.map(
                                "SELECT task_def_key_, count(*) FROM act_ru_task WHERE task_def_key_ <> 'judge-review' GROUP BY 1"))
                .as("what waits for people: the imported deals, a case for each bad answer, and credit reviews")
                .containsOnly(
                        Map.entry("prepare-quotation", String.valueOf(IMPORTED)),
                        Map.entry("answer-customer", String.valueOf(complaints)));
        all.assertThat(database.count("SELECT count(*) FROM act_ru_job WHERE retries_ = 0"))
                .as("jobs that nobody tries any more")
                .isZero();
        all.assertThat(database.rows("SELECT incident_type_, incident_msg_ FROM act_ru_incident"))
                .as("incidents")
                .isEmpty();
        all.assertThat(
                        database.count(
                                """
                        SELECT count(*) FROM act_ru_job j JOIN act_ru_jobdef d ON d.id_ = j.job_def_id_
                         WHERE d.job_type_ = 'async-continuation'
                        """))
                .as("steps that still wait")
                .isZero();
    }

    private void everythingWasDoneOnce(int won, int lost, int approved) {
        Map<String, Integer> documents = new TreeMap<>(Map.ofEntries(
                Map.entry("lead", JOURNEYS),
                Map.entry("deal", JOURNEYS + IMPORTED),
                Map.entry("contract", won),
                Map.entry("contract_signed_copy", won),
                Map.entry("sales_order", won),
                Map.entry("delivery", won),
                Map.entry("invoice", won),
                Map.entry("payment", won),
                Map.entry("handover", won),
                Map.entry("survey", won),
                // each quotation and each contract is put to the rules, whether a person is asked or not
                Map.entry("approval", JOURNEYS + won),
                Map.entry("knowledge_entry", lost),
                Map.entry("credit_release", 0)));
        Map<String, Integer> found = new TreeMap<>();
        documents.keySet().forEach(table -> found.put(table, (int) database.count("SELECT count(*) FROM " + table)));
        System.out.println("documents " + found);
        all.assertThat(found).as("documents").isEqualTo(documents);
        all.assertThat(
                        database.rows(
                                """
                        SELECT i.number FROM invoice i LEFT JOIN payment_allocation a ON a.invoice_number = i.number
                         GROUP BY i.number, i.amount HAVING sum(a.amount) IS DISTINCT FROM i.amount
                        """))
                .as("invoices that are not paid exactly")
                .isEmpty();

        all.assertThat(
                        database.count(
                                """
                        SELECT count(DISTINCT n)
                          FROM (SELECT customer_id, count(*) AS n FROM credit_check_log GROUP BY 1) asked
                        """))
                .as("credit was asked for at the same doors in every life")
                .isOne();

        Map<String, String> facts = database.map("SELECT kind, count(*) FROM kpi_fact GROUP BY 1 ORDER BY 1");
        System.out.println("facts " + facts);
        all.assertThat(facts)
                .containsAllEntriesOf(Map.of(
                        "lead-received", String.valueOf(JOURNEYS),
                        "lead-qualified", String.valueOf(JOURNEYS),
                        "deal-won", String.valueOf(won),
                        "deal-lost", String.valueOf(lost),
                        "contract-signed", String.valueOf(won),
                        "order-placed", String.valueOf(won),
                        "order-delivered", String.valueOf(won),
                        "invoice-issued", String.valueOf(won),
                        "payment-received", String.valueOf(won),
                        "survey-answered", String.valueOf(won)));
        all.assertThat(database.count("SELECT count(*) FROM approval_decision"))
                .as("people's answers")
                .isEqualTo(approved);
        all.assertThat(
                        database.rows(
                                """
                        SELECT kind, document, detail, count(*) FROM kpi_fact
                         WHERE kind <> 'forecast-changed' -- differences, which may come again
                         GROUP BY kind, document, detail
                        HAVING count(*) > 1
                        """))
                .as("facts that say the same")
                .isEmpty();
        all.assertThat(
                        database.rows(
                                """
                        SELECT document, sum(amount) FROM kpi_fact
                         WHERE kind = 'forecast-changed'
                           AND document IN (SELECT number FROM deal WHERE stage IN ('won', 'lost'))
                         GROUP BY document
                        HAVING sum(amount) <> 0
                        """))
                .as("what is still expected of closed deals")
                .isEmpty();

        all.assertThat(
                        database.rows(
                                """
                        SELECT root_proc_inst_id_, proc_def_key_, act_id_, count(*) FROM act_hi_actinst
                         WHERE act_type_ IN ('serviceTask', 'userTask', 'businessRuleTask', 'callActivity')
                           AND act_id_ NOT IN ('compute-balance') -- before the payment, and after it
                         GROUP BY 1, 2, 3 HAVING count(*) > 1
                        """))
                .as("steps that a life took twice")
                .isEmpty();
    }

    /** By their Message-ID, which is the same for the same cause for ever. */
    private void everyMailCameOnce() {
        Map<String, Integer> received = received();
        List<String> wrong = new ArrayList<>();
        int unclear = 0;
        for (List<String> mail : database.rows("SELECT cause, state, coalesce(last_error, '') FROM mail")) {
            int times = received.getOrDefault(messageId(mail.get(0)), 0);
            boolean window = mail.get(1).equals("failed") && mail.get(2).contains("may have arrived");
            unclear += window ? 1 : 0;
            if (!(mail.get(1).equals("sent") && times == 1 || window && times <= 1)) {
                wrong.add(mail + " came " + times + " times");
            }
        }
        System.out.println("mails " + database.map("SELECT template, count(*) FROM mail GROUP BY 1 ORDER BY 1")
                + ", states " + database.map("SELECT state, count(*) FROM mail GROUP BY 1") + ", received "
                + received.values().stream().mapToInt(Integer::intValue).sum() + ", unclear " + unclear
                + ", answers lost on the line " + mailGate.answersLost());
        all.assertThat(wrong).isEmpty();
        all.assertThat(received).hasSizeLessThanOrEqualTo((int) database.count("SELECT count(*) FROM mail"));
        all.assertThat(unclear)
                .as("at most what was on the wire when a line, a node or the database broke")
                .isLessThanOrEqualTo(mailGate.answersLost() + Storm.BREAKS);
    }

    private Map<String, Integer> received() {
        Map<String, Integer> received = new TreeMap<>();
        for (MimeMessage message : postOffice.getReceivedMessages()) {
            try {
                received.merge(message.getMessageID(), 1, Integer::sum);
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }
        return received;
    }

    private static String messageId(String cause) {
        return "<" + UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)) + "@tradewind>";
    }

    /** A report costs money: a question is repeated under the same key only, and each check has one. */
    private void nobodyWasAskedTwice() {
        Map<String, String> inquiries =
                database.map("SELECT 'TW-' || id, state FROM credit_bureau_inquiry ORDER BY id");
        System.out.println(
                "bureau " + bureau.moods() + ", questions " + bureau.asked().size() + ", answered "
                        + inquiries.values().stream().filter("answered"::equals).count());
        all.assertThat(inquiries.keySet()).containsAll(bureau.asked());
        all.assertThat(
                        database.rows(
                                """
                        SELECT q.cause FROM credit_bureau_inquiry q LEFT JOIN act_hi_procinst p ON p.id_ = q.cause
                         WHERE p.proc_def_key_ IS NULL OR p.proc_def_key_ NOT IN ('credit-check', 'credit-review')
                        """))
                .as("questions that belong to no check and no review")
                .isEmpty();
        all.assertThat(database.rows("SELECT customer_id FROM credit_review GROUP BY 1 HAVING count(*) > 1"))
                .as("customers who are reviewed twice")
                .isEmpty();
        all.assertThat(inquiries).allSatisfy((inquiry, state) -> {
            assertThat(state).isIn("answered", "failed");
            if (state.equals("answered")) {
                assertThat(bureau.answeredWell()).contains(inquiry);
            }
        });
        Map<String, ?> carrier = department.carrierSaid();
        System.out.println("carrier " + carrier);
        all.assertThat(database.rows("SELECT delivery_number FROM shipment_event GROUP BY 1 HAVING count(*) <> 3"))
                .as("each of the carrier's three reports is kept once")
                .isEmpty();
    }

    private void awaitReady(ApplicationNode node) {
        Patience.until(START, node::ready, () -> "the node is not ready, see " + folder);
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thread.isAlive()).as("leads are still being entered").isFalse();
    }

    /** Everything that goes wrong, each at a moment by chance. */
    private final class Storm {

        /** Mails that may be on the wire, one of each node: four nodes die, the database and the line break for both. */
        static final int BREAKS = 4 + 2 * 2 + 2;

        private final int work;
        private final List<String> log = new ArrayList<>();

        Storm(int work) {
            this.work = work;
        }

        void rage() {
            List<Map.Entry<String, Runnable>> troubles = List.of(
                    Map.entry("deals are imported", this::importDeals),
                    Map.entry("node 2 is killed", () -> nodes.get(1).kill()),
                    Map.entry("the mail server is gone", mailGate::down),
                    Map.entry("node 2 starts", () -> nodes.get(1).start()),
                    Map.entry("reminders are due", this::remind),
                    Map.entry("the database crashes and starts", this::crash),
                    Map.entry("the mail server is back", mailGate::up),
                    Map.entry("an answer of the mail server is lost", () -> mailGate.loseAnswers(1)),
                    Map.entry("node 1 is killed", () -> nodes.get(0).kill()),
                    Map.entry("node 1 starts", () -> nodes.get(0).start()),
                    Map.entry("the database crashes again", this::crash),
                    Map.entry("both nodes are killed and start", this::killBoth),
                    Map.entry("another answer of the mail server is lost", () -> mailGate.loseAnswers(1)));
            int from = 0;
            for (int i = 0; i < troubles.size(); i++) {
                int until = work * 85 / 100 * (i + 1) / troubles.size();
                int moment = random.nextInt(from, Math.max(from + 1, until));
                from = until;
                boolean came = Patience.within(STANDSTILL, () -> department.done() >= moment);
                Patience.within(Duration.ofMillis(random.nextInt(400)), () -> false);
                log.add("after " + department.done() + " of " + work + (came ? ": " : " (nothing moves): ")
                        + troubles.get(i).getKey());
                troubles.get(i).getValue().run();
                department.complain();
            }
        }

        /** Until nothing moves any more and every journey has ended. */
        void settle() {
            nodes.forEach(KilledNodesTests.this::awaitReady);
            Patience.until(
                    PATIENCE,
                    () -> {
                        department.complain();
                        timePasses();
                        sendAgainWhatDidNotArrive();
                        return restless() == 0;
                    },
                    () -> report() + "\nstill open "
                            + database.rows("SELECT task_def_key_, count(*) FROM act_ru_task GROUP BY 1") + ", waiting "
                            + database.rows(
                                    """
                                    SELECT p.proc_def_key_, a.act_id_, count(*) FROM act_hi_actinst a
                                      JOIN act_hi_procinst p ON p.id_ = a.proc_inst_id_
                                     WHERE a.end_time_ IS NULL GROUP BY 1, 2
                                    """)
                            + ", mails " + database.rows("SELECT state, last_error, count(*) FROM mail GROUP BY 1, 2")
                            + ", jobs "
                            + database.rows(
                                    """
                                    SELECT d.act_id_, j.retries_, j.exception_msg_, count(*) FROM act_ru_job j
                                      JOIN act_ru_jobdef d ON d.id_ = j.job_def_id_
                                     WHERE d.job_type_ = 'async-continuation' GROUP BY 1, 2, 3
                                    """)
                            + ", imports " + database.rows("SELECT state, done, rejected, message FROM import_job"));
            workingHours = false;
        }

        private long restless() {
            return database.count(
                    """
                    SELECT (SELECT %d - count(*) FROM act_hi_procinst
                             WHERE proc_def_key_ = 'lead-to-after-sales' AND end_time_ IS NOT NULL)
                         + (SELECT count(*) FROM mail WHERE state IN ('waiting', 'claimed', 'sending'))
                         + (SELECT count(*) FROM import_job WHERE state = 'running')
                         + (SELECT count(*) FROM act_ru_job j JOIN act_ru_jobdef d ON d.id_ = j.job_def_id_
                             WHERE d.job_type_ = 'async-continuation')
                    """
                            .formatted(JOURNEYS));
        }

        /** The minutes until the next attempt, and until what a dead node held is free, are not waited for. */
        private void timePasses() {
            database.change(
                    "UPDATE mail SET next_attempt_at = now() WHERE state = 'waiting' AND next_attempt_at > now()");
            database.change(
                    """
                    UPDATE mail SET claimed_until = now()
                     WHERE state IN ('claimed', 'sending') AND claimed_until < now() + interval '9 minutes 30 seconds'
                    """);
            database.change(
                    """
                    UPDATE import_job SET leased_until = now()
                     WHERE state = 'running' AND leased_until < now() + interval '1 minute 30 seconds'
                    """);
        }

        /** What a person does who reads that a mail may have arrived: asks whether it did. */
        private void sendAgainWhatDidNotArrive() {
            List<List<String>> unclear = database.rows("SELECT id, cause FROM mail WHERE state = 'failed'");
            if (unclear.isEmpty()) {
                return;
            }
            Map<String, Integer> received = received();
            for (List<String> mail : unclear) {
                if (!received.containsKey(messageId(mail.get(1)))) {
                    log.add("mail " + mail.get(0) + " did not arrive and is sent again: " + mail.get(1));
                    database.change("UPDATE mail SET state = 'waiting', attempts = 0 WHERE id = " + mail.get(0));
                }
            }
        }

        private void importDeals() {
            StringBuilder csv = new StringBuilder("external id,rep,customer,stage,value,currency,opened on\n");
            for (int i = 0; i < IMPORTED; i++) {
                csv.append("X-%d,%s,Imported %d,Engaging,1000,USD,2026-01-05\n".formatted(i, Department.REP, i));
            }
            department.importDeals(csv.toString());
        }

        /** As if the day had gone by: whoever has an open task is reminded, once. */
        private void remind() {
            try {
                database.change("UPDATE act_ru_job SET duedate_ = now() WHERE handler_cfg_ LIKE '%remind-%'");
            } catch (CrashingDatabase.NotThere e) {
                throw new AssertionError(e);
            }
        }

        private void crash() {
            database.crash();
            database.start();
        }

        private void killBoth() {
            nodes.forEach(ApplicationNode::kill);
            nodes.forEach(ApplicationNode::start);
        }

        String report() {
            return String.join("\n", log) + "\nrequests without an answer: " + department.unanswered()
                    + "\nfailed steps: "
                    + database.rows(
                            """
                            SELECT act_id_, left(job_exception_msg_, 160), count(*) FROM act_hi_job_log
                             WHERE job_state_ = 1 GROUP BY 1, 2 ORDER BY 3 DESC
                            """);
        }
    }
}
