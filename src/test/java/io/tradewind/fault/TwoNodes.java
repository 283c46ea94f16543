package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tradewind.support.Ports;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.SoftAssertions;
import org.slf4j.LoggerFactory;

/**
 * Two real nodes on one real PostgreSQL, a mail server behind a gate, a moody bureau, and people at work who live whole
 * lives from the lead to the survey. Whatever is done to them meanwhile: afterwards every life has come to its end, and
 * nothing was done twice. Prints its seed and its counts.
 */
final class TwoNodes implements AutoCloseable {

    private static final long SEED = Long.getLong("fault.seed", System.nanoTime());
    private static final int HANDS = 3;
    /** Two that start at once start one after the other. */
    private static final Duration START = Duration.ofMinutes(8);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration STANDSTILL = Duration.ofSeconds(20);

    private final String name;
    private final Random random = new Random(SEED);
    private final GreenMail postOffice;
    private final MailGate mailGate;
    private final MoodyBureau bureau;
    private final ExecutorService people = Executors.newFixedThreadPool(HANDS);
    private final List<String> log = new ArrayList<>();
    private final SoftAssertions all = new SoftAssertions();
    private final Path folder;
    private final CrashingDatabase database;
    private final List<ApplicationNode> nodes;
    private final List<Department.Journey> journeys = new ArrayList<>();
    private Department department;
    private Thread leads = new Thread(() -> {});
    /** Sent after the dump from which everything goes on: nobody there knows of it. */
    private final Set<String> mailedInVain = new HashSet<>();

    private boolean restored;
    private int imported;
    private volatile boolean workingHours = true;

    TwoNodes(Object test, Path folder, int lives) {
        this(test, folder, lives, new CrashingDatabase(folder.resolve("postgres")), Map.of(), Map.of());
    }

    TwoNodes(
            Object test,
            Path folder,
            int lives,
            CrashingDatabase database,
            Map<String, String> first,
            Map<String, String> second) {
        this(
                test,
                folder,
                database,
                new GreenMail(new ServerSetup(Ports.free(), "127.0.0.1", "smtp")),
                new MoodyBureau(SEED),
                List.of(first, second));
        for (int i = 0; i < lives; i++) {
            journeys.add(Department.Journey.of(i, random));
        }
    }

    /** The same people's lives elsewhere, on a database of an earlier moment. What they were mailed they have. */
    TwoNodes(Object test, Path folder, TwoNodes before, CrashingDatabase restored) {
        this(test, folder, restored, before.postOffice, before.bureau, List.of(Map.of(), Map.of()));
        this.restored = true;
        journeys.addAll(before.journeys);
        mailedInVain.addAll(received().keySet());
        restored.rows("SELECT cause FROM mail WHERE state = 'sent'")
                .forEach(mail -> mailedInVain.remove(messageId(mail.get(0))));
    }

    private TwoNodes(
            Object test,
            Path folder,
            CrashingDatabase database,
            GreenMail postOffice,
            MoodyBureau bureau,
            List<Map<String, String>> settings) {
        this.postOffice = postOffice;
        this.bureau = bureau;
        this.mailGate = new MailGate(postOffice.getSmtp().getServerSetup().getPort());
        this.name = test.getClass().getSimpleName();
        this.folder = folder;
        this.database = database;
        // it says at length that a crashed database cannot be stopped
        ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.OFF);
        System.out.println(name + ": -Dfault.seed=" + SEED + ", logs and data in " + folder);
        this.nodes = List.of(
                new ApplicationNode(folder.resolve("node-1.log"), settings(settings.get(0))),
                new ApplicationNode(folder.resolve("node-2.log"), settings(settings.get(1))));
        this.department = new Department(nodes, database, postOffice, SEED);
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
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
                "2s"));
        settings.put("TRADEWIND_TIME_ZONE", Department.ZONE);
        settings.putAll(more);
        return settings;
    }

    /** Both in the same second, on whatever database there is. */
    void open() {
        openDoors();
        nodes.forEach(ApplicationNode::start);
        awaitReady();
    }

    /** Everything but the nodes. */
    void openDoors() {
        if (!database.runs()) {
            database.start();
        }
        if (!postOffice.getSmtp().isRunning()) {
            postOffice.start();
        }
        mailGate.up();
    }

    /** People begin to work and leads to come in. */
    void beginToWork() {
        Department working = department;
        for (int hand = 0; hand < HANDS; hand++) {
            people.execute(() -> {
                while (workingHours && department == working) {
                    working.work();
                    Patience.pause();
                }
            });
        }
        leads = new Thread(
                () -> {
                    try {
                        journeys.forEach(journey -> working.enter(journey, "lead-" + journey.number()));
                    } catch (IllegalStateException interrupted) {
                        say("some leads were not entered");
                    }
                },
                "leads");
        leads.start();
    }

    /** What is to be done in all lives together. */
    int work() {
        return journeys.stream().mapToInt(Department.Journey::steps).sum();
    }

    /** Waits until so much is done, or nothing moves any more; then does {@code trouble}. */
    void afterDone(int moment, String what, Runnable trouble) {
        boolean came;
        int before;
        do {
            before = department.done();
            came = Patience.within(STANDSTILL, () -> department.done() >= moment);
        } while (!came && department.done() > before);
        say("after " + department.done() + " of " + work() + (came ? ": " : " (nothing moves): ") + what);
        trouble.run();
        department.complain();
    }

    /** People go home, whatever is open. */
    void stopWorking() {
        workingHours = false;
        people.shutdown();
        leads.interrupt();
    }

    /** A line of the report. */
    void say(String line) {
        log.add(line);
    }

    void importDeals(int deals) {
        imported += deals;
        StringBuilder csv = new StringBuilder("external id,rep,customer,stage,value,currency,opened on\n");
        for (int i = 0; i < deals; i++) {
            csv.append("X-%d,%s,Imported %d,Engaging,1000,USD,2026-01-05\n".formatted(i, Department.REP, i));
        }
        department.importDeals(csv.toString());
    }

    /** As if the day had gone by: whoever has an open task is reminded, once. */
    void remind() {
        try {
            database.change("UPDATE act_ru_job SET duedate_ = now() WHERE handler_cfg_ LIKE '%remind-%'");
        } catch (CrashingDatabase.NotThere e) {
            throw new AssertionError(e);
        }
    }

    /** Until nothing moves any more and every journey has ended. */
    void settle() {
        awaitReady();
        join(leads);
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

    /** @param unclearAtMost how many mails may have been on the wire when something broke */
    void everythingHappenedOnce(int unclearAtMost) {
        System.out.println(report());
        new Reckoning(this, journeys, bureau, mailedInVain, restored).everythingHappenedOnce(imported, unclearAtMost);
        all.assertAll();
    }

    /** Contracts and the audit trail are whole and unchanged, as an operator asks it. The nodes stop for that. */
    void verifyRegisters() {
        nodes.forEach(ApplicationNode::stop);
        for (Map.Entry<String, String> register : Map.of(
                        "verify-contracts", "contract_register", "verify-audit", "audit_entry WHERE seq IS NOT NULL")
                .entrySet()) {
            long entries = database.count("SELECT count(*) FROM " + register.getValue());
            String verified = command(register.getKey());
            System.out.println(register.getKey() + ": " + verified);
            assertThat(verified).contains("Verified: %d entries, nothing was changed.".formatted(entries));
        }
    }

    private String command(String command) {
        List<String> line = new ArrayList<>();
        line.add(ProcessHandle.current().info().command().orElse("java"));
        line.addAll(ApplicationNode.todays());
        line.add(command);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "SPRING_DATASOURCE_URL", database.url(),
                        "SPRING_DATASOURCE_USERNAME", "postgres",
                        "SPRING_DATASOURCE_PASSWORD", "postgres"));
        try {
            Path said = Files.createTempFile("said", ".txt");
            int code = builder.redirectOutput(said.toFile()).start().waitFor();
            String answer = Files.readString(said).strip();
            assertThat(code).as(answer).isZero();
            return answer.substring(Math.max(0, answer.indexOf("Verified: ")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** How many the server has. */
    int mailsTaken() {
        return postOffice.getReceivedMessages().length;
    }

    /** How often each mail came, by its Message-ID. */
    Map<String, Integer> received() {
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

    static String messageId(String cause) {
        return "<" + UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)) + "@tradewind>";
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
                        .formatted(journeys.size()));
    }

    /** The minutes until the next attempt, and until what a dead node held is free, are not waited for. */
    private void timePasses() {
        database.change("UPDATE mail SET next_attempt_at = now() WHERE state = 'waiting' AND next_attempt_at > now()");
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

    /** Both of them. */
    void awaitReady() {
        nodes.forEach(this::awaitReady);
    }

    void awaitReady(ApplicationNode node) {
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

    String report() {
        return String.join("\n", log) + "\nrequests without an answer: " + department.unanswered()
                + ", of them failures of a node "
                + department.failed()
                + "\nfailed steps: "
                + database.rows(
                        """
                        SELECT act_id_, left(job_exception_msg_, 160), count(*) FROM act_hi_job_log
                         WHERE job_state_ = 1 GROUP BY 1, 2 ORDER BY 3 DESC
                        """);
    }

    CrashingDatabase database() {
        return database;
    }

    MailGate mailGate() {
        return mailGate;
    }

    Department department() {
        return department;
    }

    ApplicationNode node(int number) {
        return nodes.get(number - 1);
    }

    List<ApplicationNode> nodes() {
        return nodes;
    }

    Random random() {
        return random;
    }

    SoftAssertions all() {
        return all;
    }

    @Override
    public void close() {
        stopWorking();
        nodes.forEach(ApplicationNode::kill);
        database.stop();
        mailGate.close();
        postOffice.stop();
        bureau.close();
    }
}
