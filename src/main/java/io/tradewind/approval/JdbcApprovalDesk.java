package io.tradewind.approval;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcApprovalDesk implements ApprovalDesk {

    private static final String OPEN_QUESTION =
            """
            SELECT task_id FROM approval_seat
             WHERE approval_id = :approvalId AND user_id = :userId AND task_id IS NOT NULL AND left_at IS NULL
            """;

    /** A further seat in a step; the step keeps its mode and the number of those who must agree. */
    private static final String INSERT_SEAT =
            """
            INSERT INTO approval_seat (approval_id, step, position, mode, needed, user_id, name, role, rule, task_id)
            SELECT :approvalId, :step, coalesce(max(s.position), 0) + 1, coalesce(max(s.mode), 'ALL_OF'), max(s.needed),
                   :userId, :name, :role, :rule, :taskId
              FROM approval_seat s WHERE s.approval_id = :approvalId AND s.step = :step
            """;

    private static final String MAKE_ROOM =
            "UPDATE approval_seat SET step = step + 1 WHERE approval_id = :approvalId AND step > :step";

    private static final String MOVE_TO_OWN_STEP =
            """
            UPDATE approval_seat SET step = :step, position = 1, mode = 'ALL_OF', needed = NULL, task_id = NULL,
                   held_by = NULL, held_until = NULL
             WHERE approval_id = :approvalId AND user_id = :userId
            """;

    private static final String LEAVE =
            """
            UPDATE approval_seat SET task_id = NULL, held_by = NULL, held_until = NULL, left_at = :at
             WHERE approval_id = :approvalId AND user_id = :userId
            """;

    private static final String FORGET_QUESTIONS =
            """
            UPDATE approval_seat SET task_id = NULL, held_by = NULL, held_until = NULL
             WHERE approval_id = :approvalId AND (user_id = :userId OR step > :step)
            """;

    private static final String CONCERNED =
            """
            SELECT requester FROM approval WHERE id = :id
            UNION SELECT user_id FROM approval_seat WHERE approval_id = :id
            UNION SELECT held_by FROM approval_seat WHERE approval_id = :id AND held_by IS NOT NULL
            UNION SELECT decided_by FROM approval_decision WHERE approval_id = :id
            """;

    private final JdbcClient jdbc;
    private final JdbcApprovals approvals;
    private final ApprovalActs acts;
    private final ApprovalPlanner planner;
    private final RunningChains chains;
    private final ApprovalMails mails;
    private final People people;
    private final WorkingTime workingTime;
    private final Acting acting;
    private final Clock clock;

    JdbcApprovalDesk(
            JdbcClient jdbc,
            JdbcApprovals approvals,
            ApprovalActs acts,
            ApprovalPlanner planner,
            RunningChains chains,
            ApprovalMails mails,
            People people,
            WorkingTime workingTime,
            Acting acting,
            Clock clock) {
        this.jdbc = jdbc;
        this.approvals = approvals;
        this.acts = acts;
        this.planner = planner;
        this.chains = chains;
        this.mails = mails;
        this.people = people;
        this.workingTime = workingTime;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    public void answer(long approvalId, Answer answer, @Nullable String comment) {
        Approval approval = approvals.locked(approvalId);
        refuse(againstAnswer(approval, user()));
        chains.answer(question(approvalId, askedUser(approval)).orElseThrow(), answer, comment);
    }

    @Override
    public void recall(long approvalId, @Nullable String comment) {
        Approval approval = approvals.locked(approvalId);
        refuse(ActRules.againstRecall(approval, user(), people));
        List<String> asked = Progress.askedNow(approval).stream()
                .map(user -> DecisionRules.seat(approval, user).holder())
                .toList();
        record(approvalId, "recalled", null, null, comment);
        approvals.closeWithoutDecision(approvalId, ApprovalState.RECALLED);
        mails.recalled(approval, asked, tidied(comment));
        chains.withdraw(approvalId);
    }

    @Override
    public void takeBack(long approvalId, String comment) {
        Approval approval = approvals.locked(approvalId);
        refuse(ActRules.againstTakeBack(approval, user(), people));
        ApprovalDecision own = ActRules.answerBy(approval, user()).orElseThrow();
        record(approvalId, "taken-back", null, own.askedUser(), required(comment, "take your answer back"));
        boolean sameStep = Progress.current(approval)
                .filter(step -> step.number() == own.step())
                .isPresent();
        jdbc.sql(FORGET_QUESTIONS)
                .param("approvalId", approvalId)
                .param("userId", own.askedUser())
                .param("step", own.step())
                .update();
        approvals.changed();
        if (sameStep) {
            chains.askAlso(approvalId, own.askedUser());
        } else {
            chains.askAnew(approvalId);
        }
    }

    @Override
    public void handOn(long approvalId, String toUser, String comment) {
        Approval approval = approvals.locked(approvalId);
        refuse(againstAnswer(approval, user()));
        String from = askedUser(approval);
        Person to = signer(approval, toUser, "toUser");
        PlannedApprover seat = DecisionRules.seat(approval, from);
        planner.againstHandingOn(seat, to, approval.request()).ifPresent(why -> {
            throw new Refused("toUser", why);
        });
        String reason = required(comment, "hand it on");
        String task = question(approvalId, from).orElseThrow();
        jdbc.sql(LEAVE)
                .param("approvalId", approvalId)
                .param("userId", from)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        approvals.changed();
        insertSeat(
                approvalId,
                Progress.stepOf(approval, from).orElseThrow().number(),
                to,
                "%s %s has handed this on: %s".formatted(seat.rule(), actor(seat), reason),
                task);
        record(approvalId, "handed-on", toUser, null, reason);
        put(approvalId, to, task);
    }

    @Override
    public void addSigner(long approvalId, String userId, Place place, String comment) {
        Approval approval = approvals.locked(approvalId);
        refuse(againstAnswer(approval, user()));
        String wantedBy = askedUser(approval);
        Person signer = signer(approval, userId, "user");
        PlannedApprover seat = DecisionRules.seat(approval, wantedBy);
        ApprovalStep step = Progress.stepOf(approval, wantedBy).orElseThrow();
        String reason = required(comment, "want this signature");
        String task = question(approvalId, wantedBy).orElseThrow();
        if (place == Place.AFTER) {
            makeRoom(approvalId, step.number());
            insertSeat(
                    approvalId,
                    step.number() + 1,
                    signer,
                    "%s wants this signature as well: %s".formatted(actor(seat), reason),
                    null);
            record(approvalId, "signer-after", userId, null, reason);
            chains.reword(task, approvals.question(wantedBy, approvals.get(approvalId)));
            return;
        }
        if (step.mode() == ApprovalStep.Mode.ONE_OF || step.mode() == ApprovalStep.Mode.RATIO) {
            throw new Refused(
                    "place",
                    "You are one of several who may answer; nobody can be put before you. Add the signer after you instead.");
        }
        makeRoom(approvalId, step.number());
        jdbc.sql(MOVE_TO_OWN_STEP)
                .param("approvalId", approvalId)
                .param("userId", wantedBy)
                .param("step", step.number() + 1)
                .update();
        approvals.changed();
        insertSeat(
                approvalId,
                step.number(),
                signer,
                "%s wants this signature first: %s".formatted(actor(seat), reason),
                task);
        record(approvalId, "signer-before", userId, null, reason);
        put(approvalId, signer, task);
    }

    /** Whose question this person may answer: their own, or that of somebody they stand in for. */
    private String askedUser(Approval approval) {
        return approval.heldBy(user())
                .filter(seat -> DecisionRules.answerOf(approval, seat.userId()).isEmpty())
                .findFirst()
                .orElseThrow()
                .userId();
    }

    private String actor(PlannedApprover seat) {
        return seat.userId().equals(user()) ? seat.name() : mails.nameOf(user()) + ", for " + seat.name() + ",";
    }

    /** Gives the open question to somebody who has just got a seat. */
    private void put(long approvalId, Person to, String task) {
        Approval now = approvals.get(approvalId);
        ApprovalChain.Question question = approvals.question(to.userId(), now);
        chains.hand(task, to.userId(), question);
        mails.asked(now, to.userId(), task, question);
    }

    private Person signer(Approval approval, String userId, String field) {
        Person signer = people.find(userId == null ? "" : userId.strip())
                .orElseThrow(() -> new Refused(field, "Nobody here has the user id '" + userId + "'."));
        boolean satBefore = jdbc.sql(
                                "SELECT count(*) FROM approval_seat WHERE approval_id = :id AND (user_id = :userId OR held_by = :userId)")
                        .param("id", approval.id())
                        .param("userId", signer.userId())
                        .query(Integer.class)
                        .single()
                > 0;
        ActRules.againstSigner(approval, signer, people.present(signer.userId(), workingTime.today()), satBefore)
                .ifPresent(why -> {
                    throw new Refused(field, why);
                });
        return signer;
    }

    private void makeRoom(long approvalId, int after) {
        jdbc.sql(MAKE_ROOM).param("approvalId", approvalId).param("step", after).update();
        approvals.changed();
    }

    private void insertSeat(long approvalId, int step, Person person, String rule, @Nullable String task) {
        jdbc.sql(INSERT_SEAT)
                .param("approvalId", approvalId)
                .param("step", step)
                .param("userId", person.userId())
                .param("name", person.name())
                .param("role", person.role())
                .param("rule", rule)
                .param("taskId", task)
                .update();
        approvals.changed();
    }

    private Optional<String> question(long approvalId, String user) {
        return jdbc.sql(OPEN_QUESTION)
                .param("approvalId", approvalId)
                .param("userId", user)
                .query(String.class)
                .optional();
    }

    private Optional<String> againstAnswer(Approval approval, String user) {
        Optional<String> holder = Stream.concat(
                        approval.heldBy(user).map(PlannedApprover::userId).filter(asked -> DecisionRules.answerOf(
                                        approval, asked)
                                .isEmpty()),
                        Stream.of(user))
                .findFirst()
                .flatMap(asked -> question(approval.id(), asked))
                .flatMap(chains::holder);
        return ActRules.againstAnswer(approval, user, holder, people);
    }

    @Override
    @Transactional(readOnly = true)
    public Options options(long approvalId) {
        Approval approval = approvals.get(approvalId);
        return new Options(
                againstAnswer(approval, user()).orElse(null),
                ActRules.againstRecall(approval, user(), people).orElse(null),
                ActRules.againstTakeBack(approval, user(), people).orElse(null));
    }

    @Override
    @Transactional(readOnly = true)
    public List<ApprovalAct> history(long approvalId) {
        return acts.of(approvalId).stream()
                .map(done -> new ApprovalAct(done.at(), done.by(), words(done.act(), done.about()), done.comment()))
                .toList();
    }

    private String words(String act, @Nullable String about) {
        String name = about == null ? "" : mails.nameOf(about);
        return switch (act) {
            case "recalled" -> "recalled the request";
            case "taken-back" -> "took the answer back";
            case "handed-on" -> "handed the question on to " + name;
            case "signer-before" -> "asked " + name + " to sign first";
            case "signer-after" -> "asked " + name + " to sign afterwards";
            case "stood-in" -> "is absent; " + name + " stands in";
            case "given-back" -> "is asked in person again";
            default -> DecisionRules.words(Answer.of(act)) + (about == null ? "" : " for " + name);
        };
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Comparison> sinceLast(long approvalId) {
        Approval approval = approvals.get(approvalId);
        return approvals.earlierVersion(approval).map(earlier -> Comparison.of(earlier, approval));
    }

    @Override
    @Transactional(readOnly = true)
    public boolean exists(long approvalId) {
        return jdbc.sql("SELECT count(*) FROM approval WHERE id = :id")
                        .param("id", approvalId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean concerns(long approvalId, String user) {
        return jdbc.sql(CONCERNED).param("id", approvalId).query(String.class).list().stream()
                .anyMatch(concerned -> concerned.equals(user)
                        || people.reportingLine(concerned).stream()
                                .anyMatch(superior -> superior.userId().equals(user)));
    }

    private void record(
            long approvalId, String act, @Nullable String about, @Nullable String asked, @Nullable String comment) {
        long number = acts.record(approvalId, act, user(), about, asked, tidied(comment));
        approvals.changed();
        if (!act.equals("recalled")) {
            mails.happened(approvals.get(approvalId), number, user(), words(act, about), tidied(comment));
        }
    }

    private static @Nullable String tidied(@Nullable String comment) {
        String text = comment == null ? "" : comment.replace("\u0000", "").strip();
        if (text.length() > Approvals.LONGEST_COMMENT) {
            throw new Refused(
                    "comment", "The comment is longer than " + Approvals.LONGEST_COMMENT + " characters; shorten it.");
        }
        return text.isEmpty() ? null : text;
    }

    private static String required(@Nullable String comment, String why) {
        String text = tidied(comment);
        if (text == null) {
            throw new Refused("comment", "Say in the comment why you " + why + ".");
        }
        return text;
    }

    private String user() {
        return acting.user().orElseThrow(() -> new Refused("Only a person can do this; log in first."));
    }

    private static void refuse(Optional<String> reason) {
        reason.ifPresent(why -> {
            throw new Refused(why);
        });
    }
}
