package io.tradewind.approval;

import io.tradewind.approval.ApproverPolicies.Situation;
import io.tradewind.approval.Authorities.Countersign;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Who must agree to a request. Inside their own authority nobody is asked; beyond it the first person up the reporting
 * line whose authority suffices is asked, not everybody on the way; countersigners are asked at the same time.
 */
@Component
class ApprovalPlanner {

    private final Authorities authorities;
    private final People people;
    private final WorkingTime workingTime;

    ApprovalPlanner(Authorities authorities, People people, WorkingTime workingTime) {
        this.authorities = authorities;
        this.people = people;
        this.workingTime = workingTime;
    }

    ApprovalPlan plan(ApprovalRequest request) {
        return plan(request, false);
    }

    /** The same people, with reasons from which nobody could work out what we pay. */
    ApprovalPlan discreetPlan(ApprovalRequest request) {
        return plan(request, Measures.anyConfidential(request.measures().keySet()));
    }

    private ApprovalPlan plan(ApprovalRequest request, boolean discreet) {
        Person requester = people.get(request.requester());
        Situation situation = new Situation(requester, workingTime.today(), people);
        Optional<String> beyondOwnAuthority = beyondAuthority(requester, request, discreet);

        List<PlannedApprover> approvers = new ArrayList<>();
        beyondOwnAuthority.ifPresent(why -> approvers.add(decider(request, situation, why)));
        for (Countersign countersign : authorities.countersigns(request)) {
            approvers.add(countersigner(discreet ? withoutReason(countersign) : countersign, request, situation));
        }

        String rule = beyondOwnAuthority
                .map(why -> "Beyond the authority of %s: %s.".formatted(named(requester), why))
                .orElse("Within the authority of %s by %s-authority.".formatted(named(requester), request.kind()));
        return approvers.isEmpty()
                ? new ApprovalPlan(List.of(), rule)
                : new ApprovalPlan(
                        List.of(new ApprovalStep(1, ApprovalStep.Mode.ALL_OF, ApproverPolicies.askedOnce(approvers))),
                        rule);
    }

    private PlannedApprover decider(ApprovalRequest request, Situation situation, String why) {
        List<String> passedOver = new ArrayList<>();
        for (Person superior : people.reportingLine(situation.requester().userId())) {
            if (beyondAuthority(superior, request, true).isPresent()) {
                continue;
            }
            Optional<String> objection = ApproverPolicies.objection(superior, situation);
            if (objection.isEmpty()) {
                return asked(
                        superior,
                        "%s; %s is the first up the reporting line who may decide it"
                                .formatted(reason(why, request, situation), named(superior)),
                        passedOver);
            }
            passedOver.add(objection.get());
        }
        String exhausted = reason(why, request, situation) + ", and nobody up the reporting line can decide it";
        return firstOf(Roles.GENERAL_MANAGER, situation, passedOver)
                .map(person ->
                        asked(person, exhausted + "; the general manager decides what no rule covers", passedOver))
                .orElseGet(() -> fallback(request, situation, exhausted, passedOver));
    }

    private PlannedApprover countersigner(Countersign countersign, ApprovalRequest request, Situation situation) {
        List<String> passedOver = new ArrayList<>();
        return firstOf(countersign.role(), situation, passedOver)
                .or(() -> superiorOfOneIn(countersign.role(), situation, passedOver))
                .map(person -> asked(person, withoutStop(countersign.reason()), passedOver))
                .orElseGet(() -> fallback(
                        request,
                        situation,
                        "%s, and nobody in the role %s can countersign"
                                .formatted(withoutStop(countersign.reason()), countersign.role()),
                        passedOver));
    }

    private PlannedApprover fallback(
            ApprovalRequest request, Situation situation, String why, List<String> passedOver) {
        return authorities
                .fallbackRole(request)
                .flatMap(role -> firstOf(role, situation, passedOver))
                .map(person -> asked(person, why + "; by approval-fallback " + named(person) + " decides", passedOver))
                .orElseThrow(
                        () -> new Refused(("There is nobody who may decide this request: %s%s. Ask for it when one of"
                                        + " them is back, or have the table approval-fallback name somebody.")
                                .formatted(why, because(passedOver))));
    }

    /** The first of a role who is here, by user id. */
    private Optional<Person> firstOf(String role, Situation situation, List<String> passedOver) {
        for (Person person : people.inRole(role)) {
            Optional<String> objection = ApproverPolicies.objection(person, situation);
            if (objection.isEmpty()) {
                return Optional.of(person);
            }
            note(passedOver, objection.get());
        }
        return Optional.empty();
    }

    private Optional<Person> superiorOfOneIn(String role, Situation situation, List<String> passedOver) {
        for (Person person : people.inRole(role)) {
            for (Person superior : people.reportingLine(person.userId())) {
                Optional<String> objection = ApproverPolicies.objection(superior, situation);
                if (objection.isEmpty()) {
                    return Optional.of(superior);
                }
                note(passedOver, objection.get());
            }
        }
        return Optional.empty();
    }

    /** Why somebody may not decide this alone; empty when they may. */
    private Optional<String> beyondAuthority(Person person, ApprovalRequest request, boolean discreet) {
        return authorities
                .of(person.role(), request)
                .map(authority -> discreet ? authority.exceededDiscreetlyBy(request) : authority.exceededBy(request))
                .orElseGet(() -> Optional.of("no rule gives the role " + person.role() + " any authority"));
    }

    /** The process owners' own words may name anything, so none of them are repeated. */
    private static Countersign withoutReason(Countersign countersign) {
        return new Countersign(countersign.role(), "The price needs the agreement of the role " + countersign.role());
    }

    private static PlannedApprover asked(Person person, String why, List<String> passedOver) {
        return new PlannedApprover(person.userId(), person.name(), person.role(), why + because(passedOver) + ".");
    }

    private static String reason(String why, ApprovalRequest request, Situation situation) {
        Person requester = situation.requester();
        return "%s (%s-authority for %s, %s)"
                .formatted(capital(why), request.kind(), requester.name(), requester.role());
    }

    private static String because(List<String> passedOver) {
        return passedOver.isEmpty() ? "" : ", since " + String.join(", ", passedOver);
    }

    private static void note(List<String> passedOver, String objection) {
        if (!passedOver.contains(objection)) {
            passedOver.add(objection);
        }
    }

    private static String named(Person person) {
        return person.name() + " (" + person.role() + ")";
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
