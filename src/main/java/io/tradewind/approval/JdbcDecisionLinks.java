package io.tradewind.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The links that were mailed; their secrets are only in the mails. */
@Repository
@Transactional
class JdbcDecisionLinks {

    /** Long enough for a business trip; who is away longer is passed over anyway. */
    static final Duration LINK_LIVES = Duration.ofDays(7);

    private static final int LONGEST_TOKEN = 64;

    private static final String INSERT =
            """
            INSERT INTO approval_link (token_hash, approval_id, user_id, holder, task_id, revision, sent_at, expires_at)
            VALUES (:hash, :approvalId, :userId, :holder, :taskId, :revision, :sentAt, :expiresAt)
            """;

    private static final String SELECT =
            """
            SELECT l.approval_id, l.user_id, l.holder, l.task_id, l.revision, l.expires_at, l.used_at, s.task_id AS asked_in
              FROM approval_link l
              JOIN approval_seat s ON s.approval_id = l.approval_id AND s.user_id = l.user_id
             WHERE l.token_hash = :hash
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcDecisionLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A link as it was sent.
     *
     * @param userId whose decision it is
     * @param holder whom it was mailed to: themselves, or who stands in
     * @param askedIn the task in which this person is asked now
     */
    record Sent(
            long approvalId,
            String userId,
            String holder,
            String taskId,
            int revision,
            Instant expiresAt,
            boolean used,
            @Nullable String askedIn) {}

    /** Makes a link for one person, one task and one revision, and returns its secret: the only time it is known. */
    String create(Approval approval, String userId, String holder, String taskId) {
        String token = LinkTokens.create();
        Instant now = clock.instant();
        jdbc.sql(INSERT)
                .param("hash", LinkTokens.hash(token))
                .param("approvalId", approval.id())
                .param("userId", userId)
                .param("holder", holder)
                .param("taskId", taskId)
                .param("revision", approval.request().revision())
                .param("sentAt", Timestamp.from(now))
                .param("expiresAt", Timestamp.from(now.plus(LINK_LIVES)))
                .update();
        return token;
    }

    /** How many links this person has had in this request. */
    int count(long approvalId, String userId) {
        return jdbc.sql("SELECT count(*) FROM approval_link WHERE approval_id = :approvalId AND holder = :userId")
                .param("approvalId", approvalId)
                .param("userId", userId)
                .query(Integer.class)
                .single();
    }

    Optional<Sent> find(String token) {
        return find(token, SELECT);
    }

    /** Held to the end of the transaction: of two who use a link at once the second sees it used. */
    Optional<Sent> lock(String token) {
        return find(token, SELECT + " FOR UPDATE OF l");
    }

    private Optional<Sent> find(String token, String select) {
        return token.length() > LONGEST_TOKEN
                ? Optional.empty()
                : jdbc.sql(select)
                        .param("hash", LinkTokens.hash(token))
                        .query(JdbcDecisionLinks::sent)
                        .optional();
    }

    void markUsed(String token) {
        jdbc.sql("UPDATE approval_link SET used_at = :at WHERE token_hash = :hash")
                .param("at", Timestamp.from(clock.instant()))
                .param("hash", LinkTokens.hash(token))
                .update();
    }

    private static Sent sent(ResultSet row, int number) throws SQLException {
        return new Sent(
                row.getLong("approval_id"),
                row.getString("user_id"),
                row.getString("holder"),
                row.getString("task_id"),
                row.getInt("revision"),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("used_at") != null,
                row.getString("asked_in"));
    }
}
