package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mail server keeps mails and denies it, throws away what it got, says the same twice, is silent, slow, busy, full and
 * refuses people; and one node dies exactly between the server's "250" and its own commit. No mail comes twice.
 */
@Tag("fault")
class LyingMailServerTests {

    private static final int LIVES = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The node that dies on purpose; what the gate tells is counted there. */
    private static final int BREAKS = 1;

    private static final MailGate.Lie[] LIES = MailGate.Lie.values();

    private static final Map<String, String> IMPATIENT = Map.of("TRADEWIND_MAIL_READTIMEOUT", "2s");

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder = Path.of("");

    @Test
    void noMailComesTwice() {
        CrashingDatabase database = new CrashingDatabase(folder.resolve("postgres"));
        try (TwoNodes two = new TwoNodes(this, folder, LIVES, database, IMPATIENT, IMPATIENT)) {
            two.openDoors();
            two.node(1).start();
            two.awaitReady(two.node(1));
            two.node(2).start();
            two.awaitReady(two.node(2));
            two.node(2).kill();
            dieBetweenTheAnswerAndTheCommit(two);
            two.nodes().forEach(ApplicationNode::start);
            two.awaitReady();

            AtomicInteger told = new AtomicInteger(two.random().nextInt(LIES.length));
            AtomicBoolean nearlyDone = new AtomicBoolean();
            two.mailGate()
                    .lie(recipient ->
                            nearlyDone.get() && toldEnough(two) ? MailGate.Lie.HONEST : next(told, recipient));
            two.afterDone(two.work() / 3, "reminders are due", two::remind);
            two.afterDone(two.work() * 2 / 3, "reminders are due again", two::remind);
            two.afterDone(
                    two.work() * 9 / 10,
                    "the mail server is honest from now on, or as soon as it has told enough",
                    () -> nearlyDone.set(true));
            two.settle();
            two.everythingHappenedOnce(BREAKS);
            two.verifyRegisters();
            assertThat(toldEnough(two))
                    .as(
                            "the run is one to learn from; told was %s",
                            two.mailGate().told())
                    .isTrue();
            List<Double> windows = two.mailGate().windows();
            System.out.printf(
                    "from \"250\" to the commit, in ms: median %.1f, 99 of 100 within %.1f, longest %.1f (%d mails)%n",
                    windows.get(windows.size() / 2),
                    windows.get(windows.size() * 99 / 100),
                    windows.get(windows.size() - 1),
                    windows.size());
        }
    }

    /** On a busy machine most mails are sent when the lives are nearly over. */
    private static boolean toldEnough(TwoNodes two) {
        return two.mailGate().told().size() > LIES.length / 2;
    }

    /** Its commit is held up by a lock on the mail, so that the moment is met for certain. */
    private static void dieBetweenTheAnswerAndTheCommit(TwoNodes two) {
        CompletableFuture<Connection> holding = new CompletableFuture<>();
        AtomicBoolean first = new AtomicBoolean(true);
        two.mailGate().beforeTheLastByte(() -> {
            if (first.getAndSet(false)) {
                holding.complete(hold(two.database()));
            }
        });
        two.beginToWork();
        try (Connection held = holding.join()) {
            Patience.until(
                    PATIENCE,
                    () -> two.database()
                                    .count(
                                            """
                                            SELECT count(*) FROM pg_stat_activity
                                             WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE mail%'
                                            """)
                            > 0,
                    () -> "no node waits to say that its mail was taken");
            assertThat(two.mailsTaken()).as("the server has it").isEqualTo(1);
            two.node(1).kill();
            held.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        two.say("node 1 dies between the \"250\" for a mail and its commit");
        assertThat(two.database().count("SELECT count(*) FROM mail WHERE state = 'sending'"))
                .isOne();
    }

    private static Connection hold(CrashingDatabase database) {
        try {
            Connection connection = database.connect();
            connection.setAutoCommit(false);
            try (Statement lock = connection.createStatement()) {
                lock.execute("SELECT id FROM mail WHERE state = 'sending' FOR UPDATE");
            }
            return connection;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Every other mail is lied about, one lie after the other. A customer has to get the survey in the end. */
    private static MailGate.Lie next(AtomicInteger told, String recipient) {
        int number = told.getAndIncrement();
        MailGate.Lie lie = number % 2 == 0 ? MailGate.Lie.HONEST : LIES[number / 2 % LIES.length];
        return lie == MailGate.Lie.NEVER_FOR_THIS_ONE && recipient.contains("<ada@") ? MailGate.Lie.HONEST : lie;
    }
}
