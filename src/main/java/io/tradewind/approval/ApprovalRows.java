package io.tradewind.approval;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewind.approval.PlannedApprover.StandIn;
import io.tradewind.engine.OncePerTransaction;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Requests, their seats and their answers as they lie in the tables. */
@Repository
@Transactional
class ApprovalRows {

    private static final String SELECT =
            """
            SELECT id, kind, subject, revision, requester, title, inputs, facts, rule, customer_id, currency, valid_until,
                   state, round, most_rounds, requested_at, decided_at,
                   coalesce(bounds, (SELECT jsonb_object_agg(b.measure, b.value::text) FROM approval_bound b
                                      WHERE b.approval_id = approval.id), '{}') AS bounds,
                   EXISTS (SELECT 1 FROM approval_seat s WHERE s.approval_id = approval.id AND s.left_at IS NULL) AS seated,
                   EXISTS (SELECT 1 FROM approval_decision d WHERE d.approval_id = approval.id) AS answered
              FROM approval
            """;

    private static final String INSERT =
            """
            INSERT INTO approval (kind, subject, revision, requester, title, inputs, facts, bounds, rule, customer_id,
                                  currency, valid_until, state, round, most_rounds, requested_at, decided_at)
            VALUES (:kind, :subject, :revision, :requester, :title, :inputs::jsonb, :facts::jsonb, :bounds::jsonb, :rule,
                    :customerId, :currency, :validUntil, :state, :round, :mostRounds, :requestedAt, :decidedAt)
            RETURNING id
            """;

    private static final String INSERT_SEAT =
            """
            INSERT INTO approval_seat (approval_id, step, position, mode, needed, user_id, name, role, rule, held_by,
                                       held_until)
            VALUES (:approvalId, :step, :position, :mode, :needed, :userId, :name, :role, :rule, :heldBy, :heldUntil)
            """;

    private static final String SELECT_SEAT =
            "SELECT approval_id, step, mode, needed, user_id, name, role, rule, held_by, held_until FROM approval_seat";

    private static final String ASKED_IN_TASK =
            """
            UPDATE approval_seat SET task_id = :taskId, held_by = :heldBy, held_until = :until
             WHERE approval_id = :approvalId AND user_id = :userId
            """;

    private static final String INSERT_DECISION =
            """
            INSERT INTO approval_decision (approval_id, step, asked_user, decided_by, answer, comment, revision, shown,
                                           decided_at, turn)
            SELECT a.id, :step, :askedUser, :decidedBy, :answer, :comment, a.revision,
                   jsonb_build_object('title', a.title, 'facts', a.facts, 'rule', :rule::text), :decidedAt,
                   (SELECT count(*) + 1 FROM approval_decision d
                     WHERE d.approval_id = a.id AND d.asked_user = :askedUser)
              FROM approval a WHERE a.id = :approvalId
            """;

    private static final String SETTLE =
            "UPDATE approval SET state = :state, decided_at = :at WHERE id = :id AND state = 'open'";

    /** Held to the end of the transaction: of two who decide at once the second sees what the first did. */
    private static final String LOCK = "SELECT state FROM approval WHERE id = :id FOR UPDATE";

    /** What begins with the document stands together in the index; of that, {@code ORD-1 …} and not {@code ORD-1!}. */
    private static final String SAME_DOCUMENT =
            """
            subject ~>=~ :document AND subject ~<~ (:document || '!')
            AND (subject = :document OR starts_with(subject, :document || ' '))\
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final People people;
    private final OncePerTransaction<Long, Optional<Approval>> known = new OncePerTransaction<>();

    ApprovalRows(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** One person's place in a plan. */
    record Seat(
            long approvalId, int step, ApprovalStep.Mode mode, @Nullable Integer needed, PlannedApprover approver) {}

    Approval get(long id) {
        return find(id).orElseThrow(() -> new Refused("approvalId", "There is no approval number " + id + "."));
    }

    Optional<Approval> find(long id) {
        return known.get(id, key -> jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", key)
                .query(this::approval)
                .optional());
    }

    /** To be called by whoever changes a request, its seats or its answers. */
    void changed() {
        known.forget();
    }

    /** As it is now, and nobody changes it until this transaction ends. */
    Approval locked(long id) {
        jdbc.sql(LOCK).param("id", id).query(String.class).optional();
        changed();
        return get(id);
    }

    /** Those that a condition names, with its parameters. */
    List<Approval> where(String condition, Map<String, ?> parameters) {
        return jdbc.sql(SELECT + " WHERE " + condition)
                .params(parameters)
                .query(this::approval)
                .list();
    }

    /** Those about a document, whatever its version, latest first. */
    List<Approval> ofDocument(String kind, String document, String condition, Map<String, ?> parameters) {
        Map<String, Object> all = new java.util.HashMap<>(parameters);
        all.put("kind", kind);
        all.put("document", document);
        return where("kind = :kind AND " + SAME_DOCUMENT + " AND " + condition + " ORDER BY id DESC", all);
    }

    /** The document that a subject begins with. */
    static String document(String subject) {
        int blank = subject.indexOf(' ');
        return blank < 0 ? subject : subject.substring(0, blank);
    }

    long insert(ApprovalRequest request, ApprovalPlan plan, int round, int mostRounds, Instant at) {
        ApprovalState state = plan.ownAuthority() ? ApprovalState.APPROVED : ApprovalState.OPEN;
        long id;
        try {
            id = jdbc.sql(INSERT)
                    .param("kind", request.kind())
                    .param("subject", request.subject())
                    .param("revision", request.revision())
                    .param("requester", request.requester())
                    .param("title", request.title())
                    .param("inputs", json(request.inputs()))
                    .param("facts", json(request.facts()))
                    .param("bounds", json(bounds(request)))
                    .param("rule", plan.rule())
                    .param("customerId", request.customerId())
                    .param("currency", request.currency())
                    .param("validUntil", request.validUntil())
                    .param("state", state.word())
                    .param("round", round)
                    .param("mostRounds", mostRounds == Integer.MAX_VALUE ? null : mostRounds)
                    .param("requestedAt", utc(at))
                    .param("decidedAt", state == ApprovalState.OPEN ? null : utc(at))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Refused("Somebody has asked for the approval of " + request.subject()
                    + " in this very moment; look at their request first.");
        }
        for (ApprovalStep step : plan.steps()) {
            for (int i = 0; i < step.approvers().size(); i++) {
                insertSeat(id, step, i + 1, step.approvers().get(i));
            }
        }
        changed();
        return id;
    }

    private void insertSeat(long id, ApprovalStep step, int position, PlannedApprover approver) {
        StandIn standIn = approver.standIn();
        jdbc.sql(INSERT_SEAT)
                .param("approvalId", id)
                .param("step", step.number())
                .param("position", position)
                .param("mode", step.mode().name())
                .param("needed", step.needed() == step.approvers().size() ? null : step.needed())
                .param("userId", approver.userId())
                .param("name", approver.name())
                .param("role", approver.role())
                .param("rule", approver.rule())
                .param("heldBy", standIn == null ? null : standIn.userId())
                .param("heldUntil", standIn == null ? null : standIn.until())
                .update();
    }

    /** In which task somebody is asked, and in whose hands it is. */
    void askedIn(long approvalId, String userId, String taskId, String holder, @Nullable LocalDate until) {
        jdbc.sql(ASKED_IN_TASK)
                .param("approvalId", approvalId)
                .param("userId", userId)
                .param("taskId", taskId)
                .param("heldBy", holder.equals(userId) ? null : holder)
                .param("until", holder.equals(userId) ? null : until)
                .update();
        changed();
    }

    /** The seat whose question is asked in a task. */
    Optional<Seat> seatOf(String taskId) {
        return jdbc.sql(SELECT_SEAT + " WHERE task_id = :taskId")
                .param("taskId", taskId)
                .query(this::seat)
                .optional();
    }

    /** Steps of which somebody is asked now. */
    List<Integer> stepsAsked(long approvalId) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT step FROM approval_seat
                         WHERE approval_id = :id AND task_id IS NOT NULL AND left_at IS NULL
                        """)
                .param("id", approvalId)
                .query(Integer.class)
                .list();
    }

    void insertDecision(Seat asked, String decidedBy, Answer answer, @Nullable String reason, Instant at) {
        jdbc.sql(INSERT_DECISION)
                .param("approvalId", asked.approvalId())
                .param("step", asked.step())
                .param("askedUser", asked.approver().userId())
                .param("decidedBy", decidedBy)
                .param("answer", answer.word())
                .param("comment", reason)
                .param("rule", (asked.approver().rule() + " " + asked.approver().absence()).strip())
                .param("decidedAt", utc(at))
                .update();
        changed();
    }

    /** Closes an open request; nothing if it is not open. */
    void settle(long approvalId, ApprovalState state, Instant at) {
        jdbc.sql(SETTLE)
                .param("state", state.word())
                .param("at", utc(at))
                .param("id", approvalId)
                .update();
        changed();
    }

    private Approval approval(ResultSet row, int number) throws SQLException {
        long id = row.getLong("id");
        Timestamp decidedAt = row.getTimestamp("decided_at");
        Integer mostRounds = row.getObject("most_rounds", Integer.class);
        return new Approval(
                id,
                new ApprovalRequest(
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getInt("revision"),
                        row.getString("requester"),
                        row.getString("title"),
                        bounds(row.getString("bounds")),
                        read(row.getString("inputs"), new TypeReference<Map<String, List<String>>>() {}),
                        read(row.getString("facts"), new TypeReference<List<ShownFact>>() {}),
                        row.getObject("customer_id", Long.class),
                        row.getString("currency"),
                        row.getObject("valid_until", LocalDate.class)),
                new ApprovalPlan(row.getBoolean("seated") ? steps(seats(id)) : List.of(), row.getString("rule")),
                ApprovalState.of(row.getString("state")),
                row.getInt("round"),
                mostRounds == null ? Integer.MAX_VALUE : mostRounds,
                row.getTimestamp("requested_at").toInstant(),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getBoolean("answered") ? decisions(id) : List.of());
    }

    /** As texts: money never meets floating point. */
    private static Map<String, String> bounds(ApprovalRequest request) {
        return request.measures().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, bound -> Measures.rounded(bound.getKey(), bound.getValue())
                        .toPlainString()));
    }

    private static Map<String, BigDecimal> bounds(String json) {
        return read(json, new TypeReference<Map<String, String>>() {}).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, bound -> new BigDecimal(bound.getValue())));
    }

    private List<Seat> seats(long id) {
        return jdbc.sql(SELECT_SEAT + " WHERE approval_id = :id AND left_at IS NULL ORDER BY step, position")
                .param("id", id)
                .query(this::seat)
                .list();
    }

    private Seat seat(ResultSet row, int number) throws SQLException {
        return new Seat(
                row.getLong("approval_id"),
                row.getInt("step"),
                ApprovalStep.Mode.valueOf(row.getString("mode")),
                row.getObject("needed", Integer.class),
                new PlannedApprover(
                        row.getString("user_id"),
                        row.getString("name"),
                        row.getString("role"),
                        row.getString("rule"),
                        standIn(row.getString("held_by"), row.getObject("held_until", LocalDate.class))));
    }

    private @Nullable StandIn standIn(@Nullable String userId, @Nullable LocalDate until) {
        return userId == null
                ? null
                : new StandIn(userId, people.find(userId).map(Person::name).orElse(userId), until);
    }

    private static List<ApprovalStep> steps(List<Seat> seats) {
        return seats.stream().collect(groupingBy(Seat::step, TreeMap::new, toList())).entrySet().stream()
                .map(step -> new ApprovalStep(
                        step.getKey(),
                        step.getValue().get(0).mode(),
                        needed(step.getValue()),
                        step.getValue().stream().map(Seat::approver).toList()))
                .toList();
    }

    private static int needed(List<Seat> step) {
        Integer needed = step.get(0).needed();
        return needed == null ? step.size() : needed;
    }

    private List<ApprovalDecision> decisions(long id) {
        return jdbc.sql(
                        """
                        SELECT step, asked_user, decided_by, answer, comment, decided_at FROM approval_decision d
                         WHERE approval_id = :id
                           AND NOT EXISTS (SELECT 1 FROM approval_act t
                                            WHERE t.approval_id = :id AND t.decision_id = d.id AND t.act = 'taken-back')
                         ORDER BY id
                        """)
                .param("id", id)
                .query((row, number) -> new ApprovalDecision(
                        row.getInt("step"),
                        row.getString("asked_user"),
                        row.getString("decided_by"),
                        Answer.of(row.getString("answer")),
                        row.getString("comment"),
                        row.getTimestamp("decided_at").toInstant()))
                .list();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
