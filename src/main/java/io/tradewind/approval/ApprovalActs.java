package io.tradewind.approval;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What was done with a request, answers included: written once, never changed. */
@Repository
@Transactional
class ApprovalActs {

    private static final String INSERT =
            """
            INSERT INTO approval_act (approval_id, act, acted_by, about_user, decision_id, comment, acted_at)
            VALUES (:approvalId, :act, :by, :about,
                    CASE WHEN :act = 'taken-back'
                         THEN (SELECT max(id) FROM approval_decision
                                WHERE approval_id = :approvalId AND asked_user = :asked) END,
                    :comment, :at)
            RETURNING id
            """;

    private static final String HISTORY =
            """
            SELECT decided_at AS at, decided_by AS acted_by, answer AS act, comment,
                   CASE WHEN decided_by <> asked_user THEN asked_user END AS about_user, id, 1 AS sort
              FROM approval_decision WHERE approval_id = :id
            UNION ALL
            SELECT acted_at, acted_by, act, comment, about_user, id, 2
              FROM approval_act WHERE approval_id = :id
             ORDER BY at, sort, id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ApprovalActs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Something somebody did, by its word in the record. */
    record Done(Instant at, String by, String act, @Nullable String about, @Nullable String comment) {}

    /**
     * Records an act.
     *
     * @param about who was drawn in, or has the question now
     * @param asked whose answer is taken back
     * @return the act's number
     */
    long record(
            long approvalId,
            String act,
            String by,
            @Nullable String about,
            @Nullable String asked,
            @Nullable String comment) {
        return jdbc.sql(INSERT)
                .param("approvalId", approvalId)
                .param("act", act)
                .param("by", by)
                .param("about", about)
                .param("asked", asked)
                .param("comment", comment)
                .param("at", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    List<Done> of(long approvalId) {
        return jdbc.sql(HISTORY)
                .param("id", approvalId)
                .query((row, number) -> new Done(
                        row.getTimestamp("at").toInstant(),
                        row.getString("acted_by"),
                        row.getString("act"),
                        row.getString("about_user"),
                        row.getString("comment")))
                .list();
    }
}
