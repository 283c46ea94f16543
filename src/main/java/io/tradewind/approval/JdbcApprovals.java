package io.tradewind.approval;

import io.tradewind.approval.ApprovalRows.Seat;
import io.tradewind.approval.Authorities.Repeats;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.StandIns;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcApprovals implements Approvals, ApprovalChain {

    private static final String SUPERSEDE =
            """
            UPDATE approval SET state = 'superseded', decided_at = :at
             WHERE kind = :kind AND subject = :subject AND state = 'open'
            RETURNING id
            """;

    private static final String WITH_SEAT =
            """
            state = 'open'
              AND id IN (SELECT approval_id FROM approval_seat
                          WHERE coalesce(held_by, user_id) = :userId AND left_at IS NULL)
            ORDER BY requested_at, id
            """;

    private static final String ANSWERED_BY =
            """
            state = 'open'
              AND id IN (SELECT approval_id FROM approval_decision WHERE decided_by = :userId)
            ORDER BY requested_at, id
            """;

    private final JdbcClient jdbc;
    private final ApprovalRows rows;
    private final ApprovalActs acts;
    private final ApprovalPlanner planner;
    private final Authorities authorities;
    private final WorkingTime workingTime;
    private final ApprovalMails mails;
    private final People people;
    private final StandIns standIns;
    private final RunningChains chains;
    private final ApplicationEventPublisher events;
    private final Acting acting;
    private final Clock clock;

    JdbcApprovals(
            JdbcClient jdbc,
            ApprovalRows rows,
            ApprovalActs acts,
            ApprovalPlanner planner,
            Authorities authorities,
            WorkingTime workingTime,
            ApprovalMails mails,
            People people,
            StandIns standIns,
            RunningChains chains,
            ApplicationEventPublisher events,
            Acting acting,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.acts = acts;
        this.planner = planner;
        this.authorities = authorities;
        this.workingTime = workingTime;
        this.mails = mails;
        this.people = people;
        this.standIns = standIns;
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
        long id = rows.insert(request, plan, round(request), repeats.mostRounds(), clock.instant());
        if (!plan.ownAuthority()) {
            events.publishEvent(new ApprovalRequested(
                    id, request.kind(), request.subject(), request.requester(), clock.instant(), plan.rules()));
        }
        return id;
    }

    /** What may spare people from being asked again; nothing where the owners want everybody asked each time. */
    private Envelope envelope(ApprovalRequest request, Repeats repeats) {
        return repeats.onlyBroken()
                ? new Envelope(approved(request.kind(), ApprovalRows.document(request.subject()), workingTime.today()))
                : Envelope.NONE;
    }

    /** One more than how often the document was sent back since it was last decided. */
    private int round(ApprovalRequest request) {
        return 1
                + rows.ofDocument(request.kind(), ApprovalRows.document(request.subject()), "true", Map.of()).stream()
                        .map(Approval::state)
                        .takeWhile(state -> state != ApprovalState.APPROVED && state != ApprovalState.REJECTED)
                        .mapToInt(state -> state == ApprovalState.SENT_BACK ? 1 : 0)
                        .sum();
    }

    private void supersede(ApprovalRequest request) {
        List<Long> superseded = jdbc.sql(SUPERSEDE)
                .param("at", Timestamp.from(clock.instant()))
                .param("kind", request.kind())
                .param("subject", request.subject())
                .query(Long.class)
                .list();
        changed();
        superseded.forEach(chains::withdraw);
    }

    @Override
    public void withdraw(String kind, String document, String why) {
        for (Approval found : rows.ofDocument(kind, document, "state = 'open'", Map.of())) {
            Approval approval = rows.locked(found.id());
            if (approval.state() == ApprovalState.OPEN) {
                List<String> asked = Progress.askedNow(approval).stream()
                        .map(user -> DecisionRules.seat(approval, user).holder())
                        .toList();
                String by = acting.user().orElse(approval.request().requester());
                acts.record(approval.id(), "recalled", by, null, null, why);
                closeWithoutDecision(approval.id(), ApprovalState.RECALLED);
                mails.recalled(approval, asked, why);
                chains.withdraw(approval.id());
            }
        }
    }

    @Override
    public Approval get(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<Approval> latest(String kind, String subject) {
        return rows
                .where(
                        "kind = :kind AND subject = :subject ORDER BY id DESC LIMIT 1",
                        Map.of("kind", kind, "subject", subject))
                .stream()
                .findFirst();
    }

    @Override
    public List<Approval> openToDecide(String userId) {
        return rows.where(WITH_SEAT, Map.of("userId", userId)).stream()
                .filter(approval -> {
                    List<String> asked = Progress.askedNow(approval);
                    return approval.heldBy(userId).anyMatch(seat -> asked.contains(seat.userId()));
                })
                .toList();
    }

    @Override
    public List<Approval> openRequestedBy(String userId) {
        return rows.where("state = 'open' AND requester = :userId ORDER BY requested_at, id", Map.of("userId", userId));
    }

    @Override
    public List<Approval> openAnsweredBy(String userId) {
        return rows.where(ANSWERED_BY, Map.of("userId", userId)).stream()
                .filter(approval -> ActRules.answerBy(approval, userId).isPresent())
                .toList();
    }

    @Override
    public List<Approval> open() {
        return rows.where("state = 'open' ORDER BY requested_at, id", Map.of());
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
        return rows.ofDocument(
                kind, document, "state = 'approved' AND (valid_until IS NULL OR valid_until >= :on)", Map.of("on", on));
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
        List<Integer> asked = rows.stepsAsked(approvalId);
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
    public Question ask(long approvalId, String userId, String taskId, String holder) {
        LocalDate until = holder.equals(userId)
                ? null
                : standIns.standing(userId, ApprovalErrands.errand(get(approvalId), userId))
                        .until();
        rows.askedIn(approvalId, userId, taskId, holder, until);
        Approval approval = get(approvalId);
        Question question = question(userId, approval);
        mails.asked(approval, userId, taskId, question);
        return question;
    }

    /** The question goes to who stands in, or back to the one asked. */
    void passOn(Seat seat, String taskId, String to, @Nullable LocalDate until) {
        rows.askedIn(seat.approvalId(), seat.approver().userId(), taskId, to, until);
        Approval approval = get(seat.approvalId());
        Question question = question(seat.approver().userId(), approval);
        chains.reword(taskId, question);
        mails.asked(approval, seat.approver().userId(), taskId, question);
    }

    Question question(String userId, Approval approval) {
        return Questions.to(userId, approval, mails.nameOf(approval.request().requester()));
    }

    /** What was asked about the same document before. */
    Optional<Approval> earlierVersion(Approval approval) {
        return ofDocument(approval, "id < :id");
    }

    /** A later question about a higher revision of the same document. */
    Optional<Approval> newerVersion(Approval approval) {
        return ofDocument(approval, "id > :id AND revision > :revision");
    }

    private Optional<Approval> ofDocument(Approval approval, String which) {
        ApprovalRequest request = approval.request();
        return rows
                .ofDocument(
                        request.kind(),
                        ApprovalRows.document(request.subject()),
                        which,
                        which.contains(":revision")
                                ? Map.of("id", approval.id(), "revision", request.revision())
                                : Map.of("id", approval.id()))
                .stream()
                .findFirst();
    }

    @Override
    public void decide(String taskId, Answer answer, @Nullable String comment) {
        long approvalId = askedIn(taskId).approvalId();
        Approval approval = rows.locked(approvalId);
        // once more: while we waited for the lock the question may have been handed on or taken back
        Seat asked = askedIn(taskId);
        String decidedBy = acting.user().orElseThrow(() -> new Refused("Only a person can decide; log in first."));
        DecisionRules.check(approval, asked.approver().userId(), decidedBy, people);
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
        rows.insertDecision(asked, decidedBy, answer, reason.isEmpty() ? null : reason, clock.instant());
        ApprovalState outcome = Progress.outcome(get(approvalId));
        if (outcome != ApprovalState.OPEN) {
            settle(approvalId, outcome, decidedBy);
        }
    }

    private Seat askedIn(String taskId) {
        return rows.seatOf(taskId).orElseThrow(() -> new Refused("Nobody is asked in this task."));
    }

    /** To be called by whoever changes a request, its seats or its answers. */
    void changed() {
        rows.changed();
    }

    /** As it is now, and nobody changes it until this transaction ends. */
    Approval locked(long approvalId) {
        return rows.locked(approvalId);
    }

    /** Nobody said yes or no: no event, no outcome to tell. */
    void closeWithoutDecision(long approvalId, ApprovalState state) {
        rows.settle(approvalId, state, clock.instant());
    }

    private void settle(long approvalId, ApprovalState outcome, String lastApprover) {
        Instant at = clock.instant();
        rows.settle(approvalId, outcome, at);
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
}
