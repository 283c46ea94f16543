package io.tradewind.approval.web;

import io.tradewind.approval.Answer;
import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalAccess;
import io.tradewind.approval.ApprovalAct;
import io.tradewind.approval.ApprovalDesk;
import io.tradewind.approval.ApprovalDesk.Place;
import io.tradewind.approval.ApprovalPlan;
import io.tradewind.approval.ApprovalStep;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.PlannedApprover;
import io.tradewind.approval.ShownFact;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code /api/approvals}. */
@RestController
@RequestMapping("/api/approvals")
class ApprovalController {

    private final Approvals approvals;
    private final PricePreview preview;
    private final ApprovalDesk desk;
    private final AnswersAtOnce answersAtOnce;
    private final Sight sight;
    private final ApprovalAccess access;
    private final People people;
    private final Acting acting;

    ApprovalController(
            Approvals approvals,
            PricePreview preview,
            ApprovalDesk desk,
            AnswersAtOnce answersAtOnce,
            Sight sight,
            ApprovalAccess access,
            People people,
            Acting acting) {
        this.desk = desk;
        this.answersAtOnce = answersAtOnce;
        this.sight = sight;
        this.access = access;
        this.approvals = approvals;
        this.preview = preview;
        this.people = people;
        this.acting = acting;
    }

    @PostMapping(path = "/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    PlanAnswer preview(@RequestBody(required = false) @Nullable String body, Principal caller) {
        PriceQuestion question = new PriceQuestion(body == null ? "" : body);
        String requester = question.text("requester").orElse(caller.getName());
        if (people.find(requester).isEmpty()) {
            throw new Refused("requester", "Nobody here has the user id '" + requester + "'.");
        }
        if (!mayAskFor(requester, caller.getName())) {
            throw new Refused("requester", "Ask for yourself, or for somebody who reports to you.");
        }
        return PlanAnswer.of(preview.plan(requester, question));
    }

    /** Somebody else's limits, tried one after the other, tell what their own price would not. */
    private boolean mayAskFor(String requester, String caller) {
        return requester.equals(caller)
                || Roles.WHOLE_COMPANY.stream().anyMatch(acting::inGroup)
                || people.reportingLine(requester).stream().map(Person::userId).anyMatch(caller::equals);
    }

    /** What the caller is asked, and what they themselves ask for; nobody else's. */
    @GetMapping
    List<OpenApproval> open(@RequestParam(defaultValue = "open") String state, Principal caller) {
        if (!state.equals("open")) {
            throw new Refused("state", "Only open approvals are listed: state=open.");
        }
        return Stream.concat(
                        approvals.openToDecide(caller.getName()).stream().map(approval -> shown(approval, "to-decide")),
                        approvals.openRequestedBy(caller.getName()).stream()
                                .map(approval -> shown(sight.shownTo(approval, caller.getName()), "requested")))
                .toList();
    }

    /** One request with everything that was done with it, for those whom it concerns. */
    @GetMapping("/{id}")
    WholeApproval show(@PathVariable("id") long id, Principal caller) {
        Approval approval = visible(id, caller);
        return new WholeApproval(
                shown(approval, mine(approval, caller.getName())),
                approval.state().word(),
                approval.round(),
                approval.decidedAt(),
                approval.plan().rule(),
                desk.options(id),
                desk.history(id));
    }

    /** As completing the task does; the answer tells where the request stands then. */
    @PostMapping("/{id}/answer")
    WholeApproval answer(@PathVariable("id") long id, @RequestBody Act act, Principal caller) {
        visible(id, caller);
        desk.answer(id, Answer.of(text(act.decision())), act.comment());
        return show(id, caller);
    }

    /** One answer to several alike requests, each on its own: what failed is told and stops no other. */
    @PostMapping("/answers")
    List<AnswersAtOnce.Result> answers(@RequestBody Answers body, Principal caller) {
        return answersAtOnce.answer(
                body.ids() == null ? List.of() : body.ids(),
                Answer.of(text(body.decision())),
                body.comment(),
                caller.getName());
    }

    @PostMapping("/{id}/recall")
    WholeApproval recall(
            @PathVariable("id") long id, @RequestBody(required = false) @Nullable Act act, Principal caller) {
        visible(id, caller);
        desk.recall(id, act == null ? null : act.comment());
        return show(id, caller);
    }

    @PostMapping("/{id}/take-back")
    WholeApproval takeBack(@PathVariable("id") long id, @RequestBody Act act, Principal caller) {
        visible(id, caller);
        desk.takeBack(id, text(act.comment()));
        return show(id, caller);
    }

    @PostMapping("/{id}/hand-on")
    WholeApproval handOn(@PathVariable("id") long id, @RequestBody Act act, Principal caller) {
        visible(id, caller);
        desk.handOn(id, text(act.user()), text(act.comment()));
        return show(id, caller);
    }

    @PostMapping("/{id}/signers")
    WholeApproval addSigner(@PathVariable("id") long id, @RequestBody Act act, Principal caller) {
        visible(id, caller);
        Place place =
                switch (text(act.place())) {
                    case "before" -> Place.BEFORE;
                    case "after" -> Place.AFTER;
                    default -> throw new Refused("place", "The place of a signer is before or after.");
                };
        desk.addSigner(id, text(act.user()), place, text(act.comment()));
        return show(id, caller);
    }

    private Approval visible(long id, Principal caller) {
        if (!access.mayRead(id)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "There is no approval of this number, or none that you may see.");
        }
        return sight.shownTo(approvals.get(id), caller.getName());
    }

    private static String mine(Approval approval, String user) {
        if (approval.request().requester().equals(user)) {
            return "requested";
        }
        return approval.plan().approvers().stream()
                        .anyMatch(approver -> approver.userId().equals(user)
                                || approver.holder().equals(user))
                ? "to-decide"
                : "to-read";
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The body of an act: which fields count depends on the act. */
    record Act(@Nullable String decision, @Nullable String user, @Nullable String place, @Nullable String comment) {}

    /** One answer to several requests. */
    record Answers(@Nullable List<@Nullable Long> ids, @Nullable String decision, @Nullable String comment) {}

    /**
     * A request and its record.
     *
     * @param refusals why the caller cannot answer, recall or take back; null where they can
     */
    record WholeApproval(
            OpenApproval request,
            String state,
            int round,
            @Nullable Instant decidedAt,
            String rule,
            ApprovalDesk.Options refusals,
            List<ApprovalAct> history) {}

    private OpenApproval shown(Approval approval, String mine) {
        return new OpenApproval(
                approval.id(),
                mine,
                approval.request().kind(),
                approval.request().subject(),
                approval.request().revision(),
                approval.request().title(),
                approval.request().requester(),
                people.find(approval.request().requester()).map(Person::name).orElse(""),
                approval.requestedAt(),
                approval.request().facts(),
                PlanAnswer.of(approval.plan()).steps());
    }

    /** What is open for the caller. */
    record OpenApproval(
            long id,
            String mine,
            String kind,
            String subject,
            int revision,
            String title,
            String requester,
            String requesterName,
            Instant requestedAt,
            List<ShownFact> facts,
            List<StepAnswer> steps) {}

    /** Who is asked, in order, and by which rule. */
    record PlanAnswer(boolean ownAuthority, String rule, List<StepAnswer> steps) {
        static PlanAnswer of(ApprovalPlan plan) {
            return new PlanAnswer(
                    plan.ownAuthority(),
                    plan.rule(),
                    plan.steps().stream().map(StepAnswer::of).toList());
        }
    }

    /** People who are asked at the same time. */
    record StepAnswer(int order, String mode, int needed, List<ApproverAnswer> approvers) {
        static StepAnswer of(ApprovalStep step) {
            return new StepAnswer(
                    step.number(),
                    step.mode().word(),
                    step.needed(),
                    step.approvers().stream()
                            .map(approver -> new ApproverAnswer(
                                    approver.userId(),
                                    approver.name(),
                                    approver.role(),
                                    approver.rule(),
                                    approver.standIn()))
                            .toList());
        }
    }

    /**
     * One of them.
     *
     * @param standIn who answers while they are absent, until when; null when they are here
     */
    record ApproverAnswer(
            String userId, String name, String role, String rule, PlannedApprover.@Nullable StandIn standIn) {}
}
