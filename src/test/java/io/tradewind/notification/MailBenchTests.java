package io.tradewind.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.tradewind.bench.BenchFile;
import io.tradewind.bench.Samples;
import io.tradewind.organization.People;
import io.tradewind.support.Ports;
import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code mail_ratio}: mails per second as they are sent here, many over one connection, over those of one connection for
 * each mail, as Camunda's mail connector sends them. Both go through the same outbox with the same commits to a real SMTP
 * server in this process on this machine, encrypted (TLS, port 465's way) and with a login as mail servers ask; nothing
 * waits artificially, and there is no way between the machines, which would make each handshake dearer. Rounds of 100 in
 * turn, seven of them, after one that is not counted; medians. {@code mail_per_s}: ours.
 */
@Tag("bench")
@TradewindTest
class MailBenchTests {

    private static final int ROUNDS = 7;
    private static final int MAILS = 100;
    private static final String USER = "tradewind@tradewind.example";
    private static final String PASSWORD = "a-password";

    @TempDir
    private Path folder = Path.of("");

    @Autowired
    private MailStore store;

    @Autowired
    private MailTemplates templates;

    @Autowired
    private People people;

    @Autowired
    private Clock clock;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    private final GreenMail postOffice = new GreenMail(new ServerSetup(Ports.free(), "127.0.0.1", "smtps"));

    @Test
    void overOneConnectionAndOverOneEach() throws Exception {
        trustThePostOffice();
        jdbc.sql("UPDATE mail SET state = 'kept' WHERE state IN ('waiting', 'claimed', 'sending')")
                .update();
        postOffice.start();
        try {
            postOffice.setUser(USER, USER, PASSWORD);
            MailSettings settings = new MailSettings(
                    "localhost",
                    postOffice.getSmtps().getPort(),
                    USER,
                    PASSWORD,
                    USER,
                    false,
                    true,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    50);
            Mailer together = new CommonsMailer(settings);
            Mailer oneEach = () -> new ConnectionForEach(together);
            round(settings, together, new Samples());
            round(settings, oneEach, new Samples());
            Samples ours = new Samples();
            Samples theirs = new Samples();
            for (int i = 0; i < ROUNDS; i++) {
                round(settings, oneEach, theirs);
                round(settings, together, ours);
            }
            System.out.printf(
                    "%d mails: over one connection %.0f ms, over one each %.0f ms%n",
                    MAILS, ours.quantileMs(0.5), theirs.quantileMs(0.5));
            BenchFile.record("mail_per_s", MAILS / (ours.quantileMs(0.5) / 1000));
            BenchFile.record("mail_ratio", theirs.quantileMs(0.5) / ours.quantileMs(0.5));
        } finally {
            postOffice.stop();
        }
    }

    private void round(MailSettings settings, Mailer mailer, Samples samples) throws Exception {
        String round = UUID.randomUUID().toString();
        Mails mails = new OutboxMails(store, templates, people, settings, clock, events, ZoneOffset.UTC);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            for (int i = 0; i < MAILS; i++) {
                mails.write(new Mail(
                        round + i,
                        "task-reminder",
                        Recipient.address("ann@acme.example", "Ann Müller", "en"),
                        Map.of("task", "Review lead", "reference", "L-1", "customer", "Acme", "due", "", "taskId", "1"),
                        null,
                        null));
            }
        });
        MailSender sender = new MailSender(
                store, mailer, settings, clock, new SimpleMeterRegistry(), ObservationRegistry.NOOP, transactions);
        samples.take(sender::sendDue);
        assertThat(postOffice.getReceivedMessages()).hasSize(MAILS);
        postOffice.purgeEmailFromAllMailboxes();
    }

    /** Calls the server anew for each mail. */
    private record ConnectionForEach(Mailer mailer) implements Mailer.Connection {

        @Override
        public Mailer.Answer send(WrittenMail mail) {
            try (Mailer.Connection connection = mailer.connect()) {
                return connection.send(mail);
            } catch (Mailer.NoMailServer e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** Its certificate is its own and names this machine, as production checks. */
    private void trustThePostOffice() throws GeneralSecurityException, IOException, InterruptedException {
        Path keys = folder.resolve("post.p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "post",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        System.setProperty("greenmail.tls.keystore.file", keys.toString());
        System.setProperty("greenmail.tls.keystore.password", PASSWORD);
        KeyStore own = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("post", own.getCertificate("post"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }
}
