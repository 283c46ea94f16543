package io.tradewind.approval.web;

import io.tradewind.approval.Answer;
import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalAccess;
import io.tradewind.approval.ApprovalDesk;
import io.tradewind.approval.ApprovalDesk.Place;
import io.tradewind.approval.ApprovalPlan;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.PlannedApprover;
import io.tradewind.approval.ShownFact;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.DealLink;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What waits for me, what I asked for, and what I can do with each; without JavaScript. */
@Controller
class ApprovalPages {

    /** A contract as requests name it: by its page's address, wherever this ran then, or by its number. */
    private static final Pattern CONTRACT = Pattern.compile("(?:https?://\\S+/contracts/)?(C-\\d{4}-\\d{6,})");

    /** A deal, or a version of its quotation. */
    private static final Pattern DEAL = Pattern.compile("(D-\\d{4}-\\d{6,})(?:, version \\d+)?");

    /** What somebody's limit is broken by, in the sentence why they are asked. */
    private static final Pattern BROKEN = Pattern.compile("may decide: ([^;]+?)(?:;|, and nobody up )", Pattern.DOTALL);

    /** @param href where it leads the reader; null where it is only to be read */
    record Fact(String label, String value, @Nullable String href) {}

    private final Approvals approvals;
    private final ApprovalDesk desk;
    private final AnswersAtOnce answers;
    private final Sight sight;
    private final ApprovalAccess access;
    private final People people;
    private final DealLink dealLink;

    ApprovalPages(
            Approvals approvals,
            ApprovalDesk desk,
            AnswersAtOnce answers,
            Sight sight,
            ApprovalAccess access,
            People people,
            DealLink dealLink) {
        this.approvals = approvals;
        this.desk = desk;
        this.answers = answers;
        this.sight = sight;
        this.access = access;
        this.people = people;
        this.dealLink = dealLink;
    }

    @Bean
    static HomeLink approvalsLink() {
        return new HomeLink(
                15,
                "Decide and follow approvals",
                "What waits for your decision, several at once if you like, and what you have asked for.",
                "/approvals",
                Set.of());
    }

    @GetMapping("/approvals")
    String list(Model model, Principal caller) {
        // alike ones stand together: only they can be answered at once
        Map<String, List<Approval>> toDecide = approvals.openToDecide(caller.getName()).stream()
                .collect(Collectors.groupingBy(
                        approval -> approval.request().kind(), LinkedHashMap::new, Collectors.toList()));
        model.addAttribute("toDecide", toDecide);
        model.addAttribute("requested", approvals.openRequestedBy(caller.getName()));
        model.addAttribute("answered", approvals.openAnsweredBy(caller.getName()));
        model.addAttribute("names", names());
        model.addAttribute("longestComment", Approvals.LONGEST_COMMENT);
        return "approval/list";
    }

    @PostMapping("/approvals")
    String answerSeveral(
            @RequestParam(name = "id", required = false) @Nullable List<@Nullable Long> ids,
            @RequestParam(name = "decision", required = false) @Nullable String decision,
            @RequestParam(name = "comment", required = false) @Nullable String comment,
            Model model,
            Principal caller,
            HttpServletResponse response) {
        try {
            model.addAttribute(
                    "results",
                    answers.answer(
                            ids == null ? List.of() : ids,
                            Answer.of(decision == null ? "" : decision),
                            comment,
                            caller.getName()));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
        }
        return list(model, caller);
    }

    @GetMapping("/approvals/{id}")
    String show(@PathVariable("id") long id, Model model, Principal caller) {
        if (!access.mayRead(id)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "There is no approval of this number, or none that you may see.");
        }
        Approval approval = sight.shownTo(approvals.get(id), caller.getName());
        ApprovalDesk.Options options = desk.options(id);
        Set<String> asked = approval.plan().approvers().stream()
                .map(approver -> approver.userId())
                .collect(Collectors.toSet());
        model.addAttribute("approval", approval);
        model.addAttribute("rule", ruleBesideNames(approval.plan()));
        model.addAttribute("unasked", approval.plan().ownAuthority() && approval.state() == ApprovalState.APPROVED);
        model.addAttribute(
                "facts", approval.request().facts().stream().map(this::fact).toList());
        model.addAttribute("costFacts", sight.costFacts(approval, caller.getName()));
        model.addAttribute("options", options);
        model.addAttribute("own", approval.request().requester().equals(caller.getName()));
        model.addAttribute("last", desk.sinceLast(id).orElse(null));
        model.addAttribute("history", desk.history(id));
        model.addAttribute("names", names());
        model.addAttribute(
                "others",
                people.all().stream()
                        .filter(Person::active)
                        .filter(person ->
                                !person.userId().equals(approval.request().requester()))
                        .filter(person -> !asked.contains(person.userId()))
                        .toList());
        model.addAttribute("longestComment", Approvals.LONGEST_COMMENT);
        return "approval/detail";
    }

    /** The plan's rule without the reason that stands at the name of somebody who is asked. */
    private static String ruleBesideNames(ApprovalPlan plan) {
        String rule = plan.rule();
        for (PlannedApprover approver : plan.approvers()) {
            Matcher broken = BROKEN.matcher(approver.rule());
            if (broken.find()) {
                rule = rule.replace(": " + broken.group(1) + ".", ".");
            }
        }
        return rule;
    }

    @PostMapping("/approvals/{id}/{act}")
    String act(
            @PathVariable("id") long id,
            @PathVariable("act") String act,
            @RequestParam(name = "decision", defaultValue = "") String decision,
            @RequestParam(name = "user", defaultValue = "") String user,
            @RequestParam(name = "comment", defaultValue = "") String comment,
            Model model,
            Principal caller,
            HttpServletResponse response) {
        if (!access.mayRead(id)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "There is no approval of this number, or none that you may see.");
        }
        try {
            switch (act) {
                case "answer" -> desk.answer(id, Answer.of(decision), comment);
                case "recall" -> desk.recall(id, comment);
                case "take-back" -> desk.takeBack(id, comment);
                case "hand-on" -> desk.handOn(id, user, comment);
                case "signer-before" -> desk.addSigner(id, user, Place.BEFORE, comment);
                case "signer-after" -> desk.addSigner(id, user, Place.AFTER, comment);
                default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            return "redirect:/approvals/" + id;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            model.addAttribute("comment", comment);
            return show(id, model, caller);
        }
    }

    private Fact fact(ShownFact fact) {
        Matcher contract = CONTRACT.matcher(fact.value());
        Matcher deal = DEAL.matcher(fact.value());
        return new Fact(
                fact.label(),
                fact.value(),
                contract.matches()
                        ? "/contracts/" + contract.group(1)
                        : deal.matches() ? dealLink.of(deal.group(1)) : null);
    }

    private Map<String, String> names() {
        return people.all().stream().collect(Collectors.toMap(Person::userId, Person::name));
    }
}
