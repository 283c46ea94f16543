package io.tradewind.approval.web;

import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalPlan;
import io.tradewind.approval.ApprovalStep;
import io.tradewind.approval.Approvals;
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
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/approvals}. */
@RestController
@RequestMapping("/api/approvals")
class ApprovalController {

    private final Approvals approvals;
    private final PricePreview preview;
    private final People people;
    private final Acting acting;

    ApprovalController(Approvals approvals, PricePreview preview, People people, Acting acting) {
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
                                .map(approval -> shown(approval, "requested")))
                .toList();
    }

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
                                    approver.userId(), approver.name(), approver.role(), approver.rule()))
                            .toList());
        }
    }

    /** One of them. */
    record ApproverAnswer(String userId, String name, String role, String rule) {}
}
