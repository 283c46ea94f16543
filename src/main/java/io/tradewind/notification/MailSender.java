package io.tradewind.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what waits in the outbox, on any number of nodes, never twice.
 *
 * <p>A node first lays a handful aside, then marks each one as being sent, in a committed transaction, before it talks
 * to the mail server. One window remains: a node that dies, or a connection that breaks, between the last byte of a mail
 * and the server's answer leaves a mail of which nobody knows whether it arrived. Such a mail is not sent again but
 * becomes {@code failed} with that reason, and a person decides. (Its Message-ID would be the same, so that most mail
 * programs would show it once even then.)
 */
@Component
public class MailSender {

    private static final Logger log = LoggerFactory.getLogger(MailSender.class);

    private static final int BATCH = 50;

    /** Longer than one mail can take by the usual timeouts: 10 s to connect, 30 s of silence at each of a few steps. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24));

    static final String UNCLEAR = "No answer came after the mail was handed over: it may have arrived.";

    private final MailStore store;
    private final Mailer mailer;
    private final MailSettings settings;
    private final Clock clock;
    private volatile boolean stopping;
    private final ObservationRegistry observations;
    private final Map<Mailer.Answer.Kind, Counter> handedOver = new EnumMap<>(Mailer.Answer.Kind.class);
    private final TransactionTemplate transaction;

    MailSender(
            MailStore store,
            Mailer mailer,
            MailSettings settings,
            Clock clock,
            MeterRegistry meters,
            ObservationRegistry observations,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.mailer = mailer;
        this.settings = settings;
        this.clock = clock;
        this.observations = observations;
        for (Mailer.Answer.Kind kind : Mailer.Answer.Kind.values()) {
            handedOver.put(
                    kind,
                    Counter.builder("tradewind.mails.handed.over")
                            .description("Mails this node handed to the mail server, by its answer")
                            .tag("answer", kind.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Lets a round that is on its way end after the mail in hand; what was laid aside goes back. */
    void stop() {
        stopping = true;
    }

    /** Sends everything that is due, in this thread; a running application does this by itself. */
    public void sendDue() {
        if (!settings.hasServer()) {
            return;
        }
        int unclear = store.tidyUp(clock.instant(), UNCLEAR);
        if (unclear > 0) {
            log.warn(
                    "{} mails were being sent when a node stopped; they may have arrived and are not repeated",
                    unclear);
        }
        while (!stopping) {
            UUID claim = UUID.randomUUID();
            List<WrittenMail> batch = store.claim(claim, BATCH, clock.instant(), LEASE);
            if (batch.isEmpty() || !send(batch, claim)) {
                return;
            }
        }
    }

    /** @return whether the mail server is there, so that going on makes sense */
    private boolean send(List<WrittenMail> batch, UUID claim) {
        try (Line line = new Line()) {
            Runnable result = () -> {};
            for (int i = 0; i < batch.size(); i++) {
                if (!line.open()) {
                    inTransaction(result);
                    log.warn("{} ({}); mails wait", line.trouble, settings);
                    batch.subList(i, batch.size())
                            .forEach(mail -> inTransaction(() -> record(mail, claim, line.noServer())));
                    return false;
                }
                if (stopping) {
                    inTransaction(result);
                    inTransaction(() -> store.release(claim));
                    return false;
                }
                WrittenMail mail = batch.get(i);
                boolean ours = recordThenMark(result, mail, claim);
                result = () -> {};
                if (ours) {
                    Mailer.Answer answer = observed(line, mail);
                    result = () -> record(mail, claim, answer);
                }
            }
            inTransaction(result);
            return true;
        }
    }

    private Mailer.Answer observed(Line line, WrittenMail mail) {
        Mailer.Answer answer = Objects.requireNonNull(Observation.createNotStarted("tradewind.mail", observations)
                .contextualName("send mail " + mail.template())
                .lowCardinalityKeyValue("template", mail.template())
                .highCardinalityKeyValue("mail", String.valueOf(mail.id()))
                .observe(() -> line.send(mail)));
        Objects.requireNonNull(handedOver.get(answer.kind())).increment();
        return answer;
    }

    /** One commit for the end of one mail and the beginning of the next. */
    private boolean recordThenMark(Runnable result, WrittenMail mail, UUID claim) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            result.run();
            return store.sending(mail.id(), claim, clock.instant().plus(LEASE));
        }));
    }

    private void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    private void record(WrittenMail mail, UUID claim, Mailer.Answer answer) {
        Instant now = clock.instant();
        switch (answer.kind()) {
            case SENT -> store.sent(mail.id(), claim, now);
            case BOUNCED -> store.notSent(mail.id(), claim, "bounced", now, answer.detail());
            case UNCLEAR -> store.notSent(mail.id(), claim, "failed", now, UNCLEAR + " " + answer.detail());
            case LATER -> {
                boolean last = mail.attempts() >= PAUSES.size();
                Instant next = last ? now : now.plus(PAUSES.get(mail.attempts()));
                store.notSent(mail.id(), claim, last ? "failed" : "waiting", next, answer.detail());
            }
        }
    }

    /** The connection of a batch, opened again when the server ends it. */
    private final class Line implements AutoCloseable {

        private Mailer.@Nullable Connection connection;
        private String trouble = "";

        boolean open() {
            if (connection == null) {
                try {
                    connection = mailer.connect();
                } catch (Mailer.NoMailServer e) {
                    trouble = String.valueOf(e.getMessage());
                }
            }
            return connection != null;
        }

        /** Servers end long conversations: a mail that was not handed over goes into a new one, once. */
        Mailer.Answer send(WrittenMail mail) {
            Mailer.Answer answer = sendOnce(mail);
            return answer.kind() == Mailer.Answer.Kind.LATER && connection == null ? sendOnce(mail) : answer;
        }

        private Mailer.Answer sendOnce(WrittenMail mail) {
            if (!open() || connection == null) {
                return noServer();
            }
            Mailer.Answer answer = connection.send(mail);
            if (!answer.usable()) {
                close();
            }
            return answer;
        }

        Mailer.Answer noServer() {
            return new Mailer.Answer(Mailer.Answer.Kind.LATER, trouble, false);
        }

        @Override
        public void close() {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }
    }
}
