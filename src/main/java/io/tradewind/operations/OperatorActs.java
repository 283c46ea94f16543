package io.tradewind.operations;

import io.tradewind.engine.Acting;
import io.tradewind.notification.MailSentAgain;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who did what by hand, and when. */
@Component
public class OperatorActs {

    private static final String INSERT =
            """
            INSERT INTO operator_act (at, by_user, act, subject, n) VALUES (:at, :by, :act, :subject, :n)
            """;

    private final JdbcClient jdbc;
    private final Acting acting;
    private final Clock clock;

    OperatorActs(JdbcClient jdbc, Acting acting, Clock clock) {
        this.jdbc = jdbc;
        this.acting = acting;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param act {@code step-retried}, {@code steps-retried}, {@code mail-sent-again} or {@code mails-sent-again}
     * @param subject process and step, or the mail's number
     * @param count how many steps or mails
     */
    public record Act(Instant at, String by, String act, String subject, int count) {}

    /** The latest first. */
    public List<Act> latest(int most) {
        return jdbc.sql("SELECT at, by_user, act, subject, n FROM operator_act ORDER BY id DESC LIMIT :most")
                .param("most", most)
                .query((row, number) -> new Act(
                        row.getTimestamp("at").toInstant(),
                        row.getString("by_user"),
                        row.getString("act"),
                        row.getString("subject"),
                        row.getInt("n")))
                .list();
    }

    /** Writes it down, in the transaction of the act. */
    public void record(String act, String subject, int count) {
        jdbc.sql(INSERT)
                .param("at", Timestamp.from(clock.instant()))
                .param("by", acting.user().orElse("system"))
                .param("act", act)
                .param("subject", subject)
                .param("n", count)
                .update();
    }

    /** An address is erased one day; what it was can be proved by whoever has it, as with a login's in the audit trail. */
    @EventListener
    void on(MailSentAgain event) {
        String mail = "mail " + event.mailId();
        record(
                "mail-sent-again",
                event.elsewhere() == null
                        ? mail
                        : mail + " to another address, sha256 begins " + sha256(event.elsewhere()),
                1);
    }

    private String sha256(String text) {
        return jdbc.sql("SELECT left(encode(sha256(convert_to(:text, 'UTF8')), 'hex'), 16)")
                .param("text", text)
                .query(String.class)
                .single();
    }
}
