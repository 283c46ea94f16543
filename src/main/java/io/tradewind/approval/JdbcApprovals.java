package io.tradewind.approval;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewind.approval.Authorities.Repeats;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcApprovals implements Approvals, ApprovalChain {

    private static final String SELECT =
            """
            SELECT id, kind, subject, revision, requester, title, inputs, facts, rule, customer_id, currency, valid_until,
                   state, round, most_rounds, requested_at, decided_at
              FROM approval
            """;

    private static final String INSERT =
            """
            INSERT INTO approval (kind, subject, revision, requester, title, inputs, facts, rule, customer_id, currency,
                                  valid_until, state, round, most_rounds, requested_at, decided_at)
            VALUES (:kind, :subject, :revision, :requester, :title, :inputs::jsonb, :facts::jsonb, :rule, :customerId,
                    :currency, :validUntil, :state, :round, :mostRounds, :requestedAt, :decidedAt)
            RETURNING id
            """;

    private static final String INSERT_BOUND =
            "INSERT INTO approval_bound (approval_id, measure, value) VALUES (:approvalId, :measure, :value)";

    private static final String INSERT_SEAT =
            """
            INSERT INTO approval_seat (approval_id, step, position, mode, needed, user_id, name, role, rule)
            VALUES (:approvalId, :step, :position, :mode, :needed, :userId, :name, :role, :rule)
            """;

    private static final String SELECT_SEAT =
            "SELECT approval_id, step, mode, needed, user_id, name, role, rule FROM approval_seat";

    private static final String ASKED_IN_TASK =
            "UPDATE approval_seat SET task_id = :taskId WHERE approval_id = :approvalId AND user_id = :userId";

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

    private static final String SUPERSEDE =
            """
            UPDATE approval SET state = 'superseded', decided_at = :at
             WHERE kind = :kind AND subject = :subject AND state = 'open'
            RETURNING id
            """;

    private static final String SETTLE =
            "UPDATE approval SET state = :state, decided_at = :at WHERE id = :id AND state = 'open'";

    /** Held to the end of the transaction: of two who decide at once the second sees what the first did. */
    private static final String LOCK = "SELECT state FROM approval WHERE id = :id FOR UPDATE";

    private static final String OPEN_WITH_SEAT = SELECT
            + """
               WHERE state = 'open'
                 AND id IN (SELECT approval_id FROM approval_seat
                             WHERE user_id = :userId AND left_at IS NULL)
               ORDER BY requested_at, id
              """;

    private static final String SAME_DOCUMENT = "(subject = :document OR starts_with(subject, :document || ' '))";

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final ApprovalPlanner planner;
    private final Authorities authorities;
    private final WorkingTime workingTime;
    private final ApprovalMails mails;
    private final People people;
    private final RunningChains chains;
    private final ApplicationEventPublisher events;
    private final Acting acting;
    private final Clock clock;

    JdbcApprovals(
            JdbcClient jdbc,
            ApprovalPlanner planner,
            Authorities authorities,
            WorkingTime workingTime,
            ApprovalMails mails,
            People people,
            RunningChains chains,
            ApplicationEventPublisher events,
            Acting acting,
            Clock clock) {
        this.jdbc = jdbc;
        this.planner = planner;
        this.authorities = authorities;
        this.workingTime = workingTime;
        this.mails = mails;
        this.people = people;
        this.chains = chains;
        this.events = events;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    public ApprovalPlan plan(ApprovalRequest request) {
        return planner.plan(request, envelope(request, authorities.repeats(request)));
    }

    @Override
    public ApprovalPlan discreetPlan(ApprovalRequest request) {
        return planner.discreetPlan(request);
    }

    @Override
    public long open(ApprovalRequest request) {
        Repeats repeats = authorities.repeats(request);
        ApprovalPlan plan = planner.plan(request, envelope(request, repeats));
        supersede(request);
        long id = insert(request, plan, repeats.mostRounds());
        if (!plan.ownAuthority()) {
            events.publishEvent(
                    new ApprovalRequested(id, request.kind(), request.subject(), request.requester(), clock.instant()));
        }
        return id;
    }

    /** What may spare people from being asked again; nothing where the owners want everybody asked each time. */
    private Envelope envelope(ApprovalRequest request, Repeats repeats) {
        return repeats.onlyBroken()
                ? new Envelope(approved(request.kind(), document(request.subject()), workingTime.today()))
                : Envelope.NONE;
    }

    /** One more than how often the document was sent back since it was last decided. */
    private int round(ApprovalRequest request) {
        return 1
                + jdbc
                        .sql("SELECT state FROM approval WHERE kind = :kind AND " + SAME_DOCUMENT + " ORDER BY id DESC")
                        .param("kind", request.kind())
                        .param("document", document(request.subject()))
                        .query(String.class)
                        .list()
                        .stream()
                        .map(ApprovalState::of)
                        .takeWhile(state -> state != ApprovalState.APPROVED && state != ApprovalState.REJECTED)
                        .mapToInt(state -> state == ApprovalState.SENT_BACK ? 1 : 0)
                        .sum();
    }

    private void supersede(ApprovalRequest request) {
        jdbc.sql(SUPERSEDE)
                .param("at", now())
                .param("kind", request.kind())
                .param("subject", request.subject())
                .query(Long.class)
                .list()
                .forEach(chains::withdraw);
    }

    private long insert(ApprovalRequest request, ApprovalPlan plan, int mostRounds) {
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
                    .param("rule", plan.rule())
                    .param("customerId", request.customerId())
                    .param("currency", request.currency())
                    .param("validUntil", request.validUntil())
                    .param("state", state.word())
                    .param("round", round(request))
                    .param("mostRounds", mostRounds == Integer.MAX_VALUE ? null : mostRounds)
                    .param("requestedAt", now())
                    .param("decidedAt", state == ApprovalState.OPEN ? null : now())
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Refused("Somebody has asked for the approval of " + request.subject()
                    + " in this very moment; look at their request first.");
        }
        request.measures().forEach((measure, value) -> jdbc.sql(INSERT_BOUND)
                .param("approvalId", id)
                .param("measure", measure)
                .param("value", Measures.rounded(measure, value))
                .update());
        for (ApprovalStep step : plan.steps()) {
            for (int i = 0; i < step.approvers().size(); i++) {
                PlannedApprover approver = step.approvers().get(i);
                jdbc.sql(INSERT_SEAT)
                        .param("approvalId", id)
                        .param("step", step.number())
                        .param("position", i + 1)
                        .param("mode", step.mode().name())
                        .param("needed", step.needed() == step.approvers().size() ? null : step.needed())
                        .param("userId", approver.userId())
                        .param("name", approver.name())
                        .param("role", approver.role())
                        .param("rule", approver.rule())
                        .update();
            }
        }
        return id;
    }

    @Override
    public Approval get(long id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query(this::approval)
                .optional()
                .orElseThrow(() -> new Refused("approvalId", "There is no approval number " + id + "."));
    }

    @Override
    public Optional<Approval> latest(String kind, String subject) {
        return jdbc.sql(SELECT + " WHERE kind = :kind AND subject = :subject ORDER BY id DESC LIMIT 1")
                .param("kind", kind)
                .param("subject", subject)
                .query(this::approval)
                .optional();
    }

    @Override
    public List<Approval> openToDecide(String userId) {
        return jdbc.sql(OPEN_WITH_SEAT).param("userId", userId).query(this::approval).list().stream()
                .filter(approval -> Progress.askedNow(approval).contains(userId))
                .toList();
    }

    @Override
    public List<Approval> openRequestedBy(String userId) {
        return jdbc.sql(SELECT + " WHERE state = 'open' AND requester = :userId ORDER BY requested_at, id")
                .param("userId", userId)
                .query(this::approval)
                .list();
    }

    @Override
    public List<Approval> openAnsweredBy(String userId) {
        return jdbc
                .sql(
                        SELECT
                                + """
                           WHERE state = 'open'
                             AND id IN (SELECT approval_id FROM approval_decision WHERE decided_by = :userId)
                           ORDER BY requested_at, id
                          """)
                .param("userId", userId)
                .query(this::approval)
                .list()
                .stream()
                .filter(approval -> ActRules.answerBy(approval, userId).isPresent())
                .toList();
    }

    @Override
    public List<Approval> open() {
        return jdbc.sql(SELECT + " WHERE state = 'open' ORDER BY requested_at, id")
                .query(this::approval)
                .list();
    }

    @Override
    public boolean covers(
            String kind,
            String document,
            Map<String, BigDecimal> measures,
            Map<String, List<String>> inputs,
            LocalDate on) {
        return approved(kind, document, on).stream()
                .anyMatch(approval -> Envelope.holds(approval.request(), measures, inputs));
    }

    private List<Approval> approved(String kind, String document, LocalDate on) {
        return jdbc.sql(SELECT
                        + " WHERE kind = :kind AND state = 'approved' AND (valid_until IS NULL OR valid_until >= :on) AND "
                        + SAME_DOCUMENT + " ORDER BY id DESC")
                .param("kind", kind)
                .param("on", on)
                .param("document", document)
                .query(this::approval)
                .list();
    }

    @Override
    public List<String> askedNow(long approvalId) {
        Approval approval = get(approvalId);
        List<String> asked = Progress.askedNow(approval);
        if (asked.isEmpty() && approval.state() == ApprovalState.OPEN) {
            throw new IllegalStateException("Approval " + approvalId + " is open and nobody is asked");
        }
        return asked;
    }

    @Override
    public boolean answered(long approvalId) {
        Approval approval = get(approvalId);
        List<Integer> asked = jdbc.sql(
                        """
                        SELECT DISTINCT step FROM approval_seat
                         WHERE approval_id = :id AND task_id IS NOT NULL AND left_at IS NULL
                        """)
                .param("id", approvalId)
                .query(Integer.class)
                .list();
        return approval.state() != ApprovalState.OPEN
                || approval.plan().steps().stream()
                        .filter(step -> asked.contains(step.number()))
                        .allMatch(step -> Progress.done(step, approval));
    }

    @Override
    public String role(long approvalId, String userId) {
        return DecisionRules.seat(get(approvalId), userId).role();
    }

    @Override
    public Question ask(long approvalId, String userId, String taskId) {
        Approval approval = get(approvalId);
        jdbc.sql(ASKED_IN_TASK)
                .param("approvalId", approvalId)
                .param("userId", userId)
                .param("taskId", taskId)
                .update();
        Question question = question(userId, approval);
        mails.asked(approval, userId, taskId, question);
        return question;
    }

    Question question(String userId, Approval approval) {
        return Questions.to(userId, approval, mails.nameOf(approval.request().requester()));
    }

    /** What was asked about the same document before. */
    Optional<Approval> earlierVersion(Approval approval) {
        return ofDocument(approval, "id < :id", "id DESC");
    }

    /** A later question about a higher revision of the same document. */
    Optional<Approval> newerVersion(Approval approval) {
        return ofDocument(approval, "id > :id AND revision > :revision", "id DESC");
    }

    private Optional<Approval> ofDocument(Approval approval, String which, String order) {
        return jdbc.sql(SELECT + " WHERE kind = :kind AND " + SAME_DOCUMENT + " AND " + which + " ORDER BY " + order
                        + " LIMIT 1")
                .param("kind", approval.request().kind())
                .param("document", document(approval.request().subject()))
                .param("id", approval.id())
                .param("revision", approval.request().revision())
                .query(this::approval)
                .optional();
    }

    private static String document(String subject) {
        int blank = subject.indexOf(' ');
        return blank < 0 ? subject : subject.substring(0, blank);
    }

    @Override
    public void decide(String taskId, Answer answer, @Nullable String comment) {
        long approvalId = askedIn(taskId).approvalId();
        Approval approval = locked(approvalId);
        // once more: while we waited for the lock the question may have been handed on or taken back
        Seat asked = askedIn(taskId);
        String askedUser = asked.approver().userId();
        String decidedBy = acting.user().orElseThrow(() -> new Refused("Only a person can decide; log in first."));
        DecisionRules.check(approval, askedUser, decidedBy, people);
        String reason = comment == null ? "" : comment.strip();
        if (reason.isEmpty() && answer != Answer.APPROVE) {
            throw new Refused(
                    "comment",
                    "Say in the comment why you " + (answer == Answer.REJECT ? "reject it." : "send it back."));
        }
        if (answer == Answer.SEND_BACK && approval.round() >= approval.mostRounds()) {
            throw new Refused(
                    "decision",
                    "This is round %d, the last one: it cannot be sent back again. Approve or reject it."
                            .formatted(approval.round()));
        }
        if (reason.length() > LONGEST_COMMENT) {
            throw new Refused("comment", "The comment is longer than " + LONGEST_COMMENT + " characters; shorten it.");
        }
        jdbc.sql(INSERT_DECISION)
                .param("approvalId", approvalId)
                .param("step", asked.step())
                .param("askedUser", askedUser)
                .param("decidedBy", decidedBy)
                .param("answer", answer.word())
                .param("comment", reason.isEmpty() ? null : reason)
                .param("rule", asked.approver().rule())
                .param("decidedAt", now())
                .update();
        ApprovalState outcome = Progress.outcome(get(approvalId));
        if (outcome != ApprovalState.OPEN) {
            settle(approvalId, outcome, decidedBy);
        }
    }

    private Seat askedIn(String taskId) {
        return jdbc.sql(SELECT_SEAT + " WHERE task_id = :taskId")
                .param("taskId", taskId)
                .query(JdbcApprovals::seat)
                .optional()
                .orElseThrow(() -> new Refused("Nobody is asked in this task."));
    }

    /** As it is now, and nobody changes it until this transaction ends. */
    Approval locked(long approvalId) {
        jdbc.sql(LOCK).param("id", approvalId).query(String.class).optional();
        return get(approvalId);
    }

    /** Nobody said yes or no: no event, no outcome to tell. */
    void closeWithoutDecision(long approvalId, ApprovalState state) {
        jdbc.sql(SETTLE)
                .param("state", state.word())
                .param("at", now())
                .param("id", approvalId)
                .update();
    }

    private void settle(long approvalId, ApprovalState outcome, String lastApprover) {
        Instant at = clock.instant();
        jdbc.sql(SETTLE)
                .param("state", outcome.word())
                .param("at", utc(at))
                .param("id", approvalId)
                .update();
        Approval approval = get(approvalId);
        mails.decided(approval);
        events.publishEvent(new ApprovalDecided(
                approvalId,
                approval.request().kind(),
                approval.request().subject(),
                outcome.word(),
                lastApprover,
                approval.requestedAt(),
                at));
    }

    @Override
    public ApprovalState state(long approvalId) {
        return get(approvalId).state();
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
                        bounds(id),
                        read(row.getString("inputs"), new TypeReference<Map<String, List<String>>>() {}),
                        read(row.getString("facts"), new TypeReference<List<ShownFact>>() {}),
                        row.getObject("customer_id", Long.class),
                        row.getString("currency"),
                        row.getObject("valid_until", LocalDate.class)),
                new ApprovalPlan(steps(seats(id)), row.getString("rule")),
                ApprovalState.of(row.getString("state")),
                row.getInt("round"),
                mostRounds == null ? Integer.MAX_VALUE : mostRounds,
                row.getTimestamp("requested_at").toInstant(),
                decidedAt == null ? null : decidedAt.toInstant(),
                decisions(id));
    }

    private Map<String, BigDecimal> bounds(long id) {
        return jdbc
                .sql("SELECT measure, value FROM approval_bound WHERE approval_id = :id")
                .param("id", id)
                .query((row, number) -> Map.entry(row.getString("measure"), row.getBigDecimal("value")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Seat> seats(long id) {
        return jdbc.sql(SELECT_SEAT + " WHERE approval_id = :id AND left_at IS NULL ORDER BY step, position")
                .param("id", id)
                .query(JdbcApprovals::seat)
                .list();
    }

    private static Seat seat(ResultSet row, int number) throws SQLException {
        return new Seat(
                row.getLong("approval_id"),
                row.getInt("step"),
                ApprovalStep.Mode.valueOf(row.getString("mode")),
                row.getObject("needed", Integer.class),
                new PlannedApprover(
                        row.getString("user_id"), row.getString("name"), row.getString("role"), row.getString("rule")));
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
                        SELECT step, asked_user, decided_by, answer, comment, decided_at FROM approval_decision
                         WHERE approval_id = :id
                           AND id NOT IN (SELECT decision_id FROM approval_act WHERE act = 'taken-back')
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

    private record Seat(
            long approvalId, int step, ApprovalStep.Mode mode, @Nullable Integer needed, PlannedApprover approver) {}

    private OffsetDateTime now() {
        return utc(clock.instant());
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
