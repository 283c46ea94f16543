package io.tradewind.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The outbox. */
@Repository
class MailStore implements MailHistory {

    private static final String SELECT =
            """
            SELECT id, cause, template, recipient_user, recipient, written_to, recipient_name, language, subject, text, html,
                   customer_id, reference, state, attempts, next_attempt_at, sent_at, last_error, created_at
              FROM mail
            """;

    private static final String INSERT =
            """
            INSERT INTO mail (cause, template, recipient_user, recipient, recipient_name, language, subject, text, html,
                              customer_id, reference, state, next_attempt_at, last_error, created_at)
            VALUES (:cause, :template, :recipientUser, :recipient, :recipientName, :language, :subject, :text, :html,
                    :customerId, :reference, :state, :now, :lastError, :now)
            ON CONFLICT (cause) DO NOTHING
            """;

    private static final String CLAIM =
            """
            UPDATE mail SET state = 'claimed', claim = :claim, claimed_until = :until
             WHERE id IN (SELECT id FROM mail WHERE state = 'waiting' AND next_attempt_at <= :now
                           ORDER BY next_attempt_at, id LIMIT :limit FOR UPDATE SKIP LOCKED)
            RETURNING id, cause, template, recipient_user, recipient, written_to, recipient_name, language, subject, text, html,
                      customer_id, reference, state, attempts, next_attempt_at, sent_at, last_error, created_at
            """;

    /** What a node that died had only laid aside goes back; what it was just handing over may have arrived. */
    private static final String RELEASE_UNTOUCHED =
            "UPDATE mail SET state = 'waiting', claim = NULL WHERE state = 'claimed' AND claimed_until < :now";

    private static final String GIVE_UP_UNCLEAR =
            """
            UPDATE mail SET state = 'failed', last_error = :error
             WHERE state = 'sending' AND claimed_until < :now
            """;

    /** The secret in a link dies with the sending: whoever reads the table later cannot use it. */
    private static final String SENT =
            """
            UPDATE mail
               SET state = 'sent', sent_at = :now, last_error = NULL, attempts = attempts + 1,
                   text = regexp_replace(text, :secret, '\\1…', 'g'), html = regexp_replace(html, :secret, '\\1…', 'g')
             WHERE id = :id AND claim = :claim
            """;

    private static final String NOT_SENT =
            """
            UPDATE mail
               SET state = :state, next_attempt_at = :next, last_error = :error, attempts = attempts + 1
             WHERE id = :id AND claim = :claim
            """;

    /** Each part has its own small index; nothing here reads what was sent. */
    private static final String BACKLOG =
            """
            SELECT (SELECT count(*) FROM mail WHERE state = 'waiting') AS waiting,
                   (SELECT min(created_at) FROM mail WHERE state = 'waiting') AS oldest,
                   (SELECT count(*) FROM mail WHERE state IN ('claimed', 'sending')) AS in_hand,
                   (SELECT count(*) FROM mail WHERE state = 'failed') AS failed,
                   (SELECT count(*) FROM mail WHERE state = 'bounced') AS bounced,
                   (SELECT count(*) FROM mail WHERE state IN ('failed', 'bounced') AND created_at >= :since) AS lately
            """;

    /** That it is not erased lets the index of those that will be serve it. */
    private static final String KEPT =
            """
            SELECT count(*) FROM mail
             WHERE erased_at IS NULL AND created_at >= :since AND state = 'kept' AND last_error = :noServer
            """;

    /** Which certainly did not arrive, though the address may be right. */
    private static final String FAILED =
            "WHERE state = 'failed' AND NOT starts_with(coalesce(last_error, ''), :unclear)";

    private static final String SEND_FAILED_AGAIN =
            """
            UPDATE mail
               SET state = :state, attempts = 0, next_attempt_at = :now,
                   last_error = CASE WHEN :state = 'kept' THEN :noServer ELSE last_error END
            """
                    + FAILED;

    private static final String TO_CUSTOMER =
            """
            SELECT id, created_at, subject, recipient, state
              FROM mail
             WHERE customer_id = :customer AND recipient_user IS NULL AND (created_at, id) < (:at, :id)
             ORDER BY created_at DESC, id DESC LIMIT :count
            """;

    private final JdbcClient jdbc;

    MailStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isWritten(String cause) {
        return jdbc.sql("SELECT count(*) FROM mail WHERE cause = :cause")
                        .param("cause", cause)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether a colleague was written so many mails of a template since then. */
    boolean areWritten(int many, String template, String userId, Instant since) {
        return jdbc.sql(
                                """
                                SELECT count(*)
                                  FROM (SELECT 1 FROM mail
                                         WHERE recipient_user = :user AND template = :template AND created_at >= :since
                                         LIMIT :many) AS alike
                                """)
                        .param("user", userId)
                        .param("template", template)
                        .param("since", Timestamp.from(since))
                        .param("many", many)
                        .query(Integer.class)
                        .single()
                >= many;
    }

    void insert(
            Mail mail,
            String address,
            String name,
            MailTemplates.Rendered rendered,
            String state,
            @Nullable String error,
            Instant now) {
        jdbc.sql(INSERT)
                .param("cause", mail.cause())
                .param("template", mail.template())
                .param("recipientUser", mail.to().userId())
                .param("recipient", address)
                .param("recipientName", name)
                .param("language", rendered.language())
                .param("subject", rendered.subject())
                .param("text", rendered.text().replace("\u0000", ""))
                .param("html", rendered.html() == null ? null : rendered.html().replace("\u0000", ""))
                .param("customerId", mail.customerId())
                .param("reference", mail.reference())
                .param("state", state)
                .param("lastError", error)
                .param("now", Timestamp.from(now))
                .update();
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<WrittenMail> claim(UUID claim, int limit, Instant now, Duration holding) {
        return jdbc
                .sql(CLAIM)
                .param("claim", claim)
                .param("limit", limit)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(holding)))
                .query(MailStore::mail)
                .list()
                .stream()
                .sorted(java.util.Comparator.comparing(WrittenMail::id))
                .toList();
    }

    /** @return how many mails of dead nodes were given up because they may have arrived */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int tidyUp(Instant now, String error) {
        jdbc.sql(RELEASE_UNTOUCHED).param("now", Timestamp.from(now)).update();
        return jdbc.sql(GIVE_UP_UNCLEAR)
                .param("now", Timestamp.from(now))
                .param("error", error)
                .update();
    }

    /** Lays a mail that was claimed on the wire; false if another node has taken it over meanwhile. */
    boolean sending(long id, UUID claim, Instant until) {
        return jdbc.sql(
                                """
                                UPDATE mail SET state = 'sending', claimed_until = :until
                                 WHERE id = :id AND claim = :claim AND state = 'claimed'
                                """)
                        .param("id", id)
                        .param("claim", claim)
                        .param("until", Timestamp.from(until))
                        .update()
                == 1;
    }

    /** Gives back what this claim has laid aside and not yet touched. */
    void release(UUID claim) {
        jdbc.sql("UPDATE mail SET state = 'waiting', claim = NULL WHERE claim = :claim AND state = 'claimed'")
                .param("claim", claim)
                .update();
    }

    void sent(long id, UUID claim, Instant now) {
        jdbc.sql(SENT)
                .param("id", id)
                .param("claim", claim)
                .param("secret", SecretLinks.PATTERN)
                .param("now", Timestamp.from(now))
                .update();
    }

    void notSent(long id, UUID claim, String state, Instant next, String error) {
        jdbc.sql(NOT_SENT)
                .param("id", id)
                .param("claim", claim)
                .param("state", state)
                .param("next", Timestamp.from(next))
                .param("error", OneLine.of(error))
                .update();
    }

    /** One more round of attempts, at this address, for a mail that failed, bounced or was kept; or it is kept there. */
    @Transactional
    public boolean sendAgain(long id, String address, String state, Instant now) {
        return jdbc.sql(
                                """
                                UPDATE mail
                                   SET state = :state, attempts = 0, next_attempt_at = :now, recipient = :address,
                                       last_error = CASE WHEN :state = 'kept' THEN :noServer
                                                         WHEN state = 'kept' THEN NULL ELSE last_error END,
                                       written_to = CASE WHEN recipient = :address THEN written_to
                                                         ELSE coalesce(written_to, recipient) END
                                 WHERE id = :id AND state IN ('failed', 'bounced', 'kept') AND erased_at IS NULL
                                """)
                        .param("id", id)
                        .param("address", address)
                        .param("state", state)
                        .param("noServer", WrittenMail.NO_MAIL_SERVER)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    @Transactional
    public int sendFailedAgain(String unclear, String state, Instant now) {
        return jdbc.sql(SEND_FAILED_AGAIN)
                .param("unclear", unclear)
                .param("state", state)
                .param("noServer", WrittenMail.NO_MAIL_SERVER)
                .param("now", Timestamp.from(now))
                .update();
    }

    boolean anyFailed(String unclear) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM mail " + FAILED + ")")
                .param("unclear", unclear)
                .query(Boolean.class)
                .single();
    }

    /**
     * What is not sent.
     *
     * @param oldest when the mail was written that waits longest
     * @param lately of those that failed or bounced, how many were written since a day
     */
    record Backlog(long waiting, @Nullable Instant oldest, long inHand, long failed, long bounced, long lately) {}

    Backlog backlog(Instant since) {
        return jdbc.sql(BACKLOG)
                .param("since", Timestamp.from(since))
                .query((row, number) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    return new Backlog(
                            row.getLong("waiting"),
                            oldest == null ? null : oldest.toInstant(),
                            row.getLong("in_hand"),
                            row.getLong("failed"),
                            row.getLong("bounced"),
                            row.getLong("lately"));
                })
                .single();
    }

    /** How many mails written since are kept because there was no server to send them. */
    long kept(Instant since) {
        return jdbc.sql(KEPT)
                .param("since", Timestamp.from(since))
                .param("noServer", WrittenMail.NO_MAIL_SERVER)
                .query(Long.class)
                .single();
    }

    List<WrittenMail> troubled(int most) {
        return jdbc.sql(
                        SELECT
                                + """
                         WHERE state IN ('failed', 'bounced') OR (state = 'waiting' AND last_error IS NOT NULL)
                         ORDER BY id DESC LIMIT :most
                        """)
                .param("most", most)
                .query(MailStore::mail)
                .list();
    }

    Optional<WrittenMail> find(long id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query(MailStore::mail)
                .optional();
    }

    /** @param everything all mails; else the person's own and, if stated, those to customers */
    List<WrittenMail> latest(String user, boolean everything, boolean customers) {
        return jdbc.sql(
                        SELECT
                                + """
                         WHERE :everything OR recipient_user = :user OR (:customers AND customer_id IS NOT NULL
                               AND recipient_user IS NULL)
                         ORDER BY id DESC LIMIT 200
                        """)
                .param("user", user)
                .param("everything", everything)
                .param("customers", customers)
                .query(MailStore::mail)
                .list();
    }

    @Override
    public List<WrittenMail> ofCustomer(long customerId) {
        return jdbc.sql(SELECT + " WHERE customer_id = :customer ORDER BY id DESC LIMIT 200")
                .param("customer", customerId)
                .query(MailStore::mail)
                .list();
    }

    @Override
    public List<WrittenMail> about(String reference) {
        return jdbc.sql(SELECT + " WHERE reference = :reference ORDER BY id DESC LIMIT 200")
                .param("reference", reference)
                .query(MailStore::mail)
                .list();
    }

    @Override
    public Optional<WrittenMail> ofCause(String cause) {
        return jdbc.sql(SELECT + " WHERE cause = :cause")
                .param("cause", cause)
                .query(MailStore::mail)
                .optional();
    }

    @Override
    public List<Heading> toCustomer(long customerId, Instant createdAt, long id, int count) {
        return jdbc.sql(TO_CUSTOMER)
                .param("customer", customerId)
                .param("at", Timestamp.from(createdAt))
                .param("id", id)
                .param("count", count)
                .query((row, number) -> new Heading(
                        row.getLong("id"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("subject"),
                        row.getString("recipient"),
                        row.getString("state")))
                .list();
    }

    @Override
    public Optional<WrittenMail> toCustomer(long customerId, long id) {
        return jdbc.sql(SELECT + " WHERE id = :id AND customer_id = :customer AND recipient_user IS NULL")
                .param("id", id)
                .param("customer", customerId)
                .query(MailStore::mail)
                .optional()
                .map(WrittenMail::withoutSecrets);
    }

    private static WrittenMail mail(ResultSet row, int number) throws SQLException {
        Timestamp sent = row.getTimestamp("sent_at");
        return new WrittenMail(
                row.getLong("id"),
                row.getString("cause"),
                row.getString("template"),
                row.getString("recipient_user"),
                row.getString("recipient"),
                row.getString("written_to"),
                row.getString("recipient_name"),
                row.getString("language"),
                row.getString("subject"),
                row.getString("text"),
                row.getString("html"),
                row.getObject("customer_id", Long.class),
                row.getString("reference"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getTimestamp("next_attempt_at").toInstant(),
                sent == null ? null : sent.toInstant(),
                row.getString("last_error"),
                row.getTimestamp("created_at").toInstant());
    }
}
