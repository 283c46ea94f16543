package io.tradewind.approval;

import io.tradewind.organization.Errand;
import io.tradewind.organization.Person;
import io.tradewind.organization.StandIns;
import io.tradewind.organization.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Who cannot or must not decide although the rules name them. Whoever is objected to is passed over for the next one up
 * the line, and the reason is told to the one who is asked instead.
 */
final class ApproverPolicies {

    /** Answers with an objection, or with nothing. */
    interface Policy extends BiFunction<Person, Situation, Optional<String>> {}

    /** Four eyes: nobody decides their own request; it goes one up. */
    static final Policy REQUESTER_DOES_NOT_DECIDE = (person, situation) ->
            objection(person.userId().equals(situation.requester().userId()), person.name() + " is the one who asks");

    /** A leaver's name stays in past decisions and gets no new ones. */
    static final Policy LEAVER_DOES_NOT_DECIDE =
            (person, situation) -> objection(!person.active(), person.name() + " has left");

    /** Nobody waits for somebody who is away: who stands in answers, and if nobody does, the superior decides. */
    static final Policy ABSENT_WITHOUT_STAND_IN_DOES_NOT_DECIDE = (person, situation) -> {
        Standing standing = situation.standing(person);
        return objection(!standing.reachable(), standing.why());
    };

    private static final List<Policy> CURRENT =
            List.of(REQUESTER_DOES_NOT_DECIDE, LEAVER_DOES_NOT_DECIDE, ABSENT_WITHOUT_STAND_IN_DOES_NOT_DECIDE);

    private ApproverPolicies() {}

    /** What the policies look at. */
    record Situation(Person requester, Errand errand, StandIns standIns) {
        Standing standing(Person person) {
            return standIns.standing(person.userId(), errand);
        }
    }

    /** The first objection to this person, if there is one. */
    static Optional<String> objection(Person person, Situation situation) {
        return CURRENT.stream()
                .map(policy -> policy.apply(person, situation))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Asked once: who stands in the plan twice decides once, for both reasons. (A step with fields to fill would be an
     * exception; there is none so far.)
     */
    static List<PlannedApprover> askedOnce(List<PlannedApprover> approvers) {
        return approvers.stream()
                .map(PlannedApprover::userId)
                .distinct()
                .map(userId -> approvers.stream()
                        .filter(approver -> approver.userId().equals(userId))
                        .reduce((first, again) -> new PlannedApprover(
                                userId, first.name(), first.role(), first.rule() + " " + again.rule(), first.standIn()))
                        .orElseThrow())
                .toList();
    }

    /**
     * Adds a step behind the others; nobody is asked twice. Who must agree in a step before is not asked again: their
     * agreement counts here as well, so that one less is needed. Who is only one of several in a step before moves here.
     */
    static List<ApprovalStep> withStep(
            List<ApprovalStep> before, ApprovalStep.Mode mode, int needed, List<PlannedApprover> approvers) {
        List<ApprovalStep> steps = new ArrayList<>();
        List<PlannedApprover> others = new ArrayList<>(approvers);
        for (ApprovalStep step : before) {
            boolean mustAgree = step.needed() == step.approvers().size();
            List<PlannedApprover> again = others.stream()
                    .filter(approver -> in(step.approvers(), approver))
                    .toList();
            List<PlannedApprover> kept = new ArrayList<>(step.approvers());
            if (mustAgree) {
                others.removeAll(again);
                kept.addAll(again);
            } else {
                kept.removeIf(approver -> in(again, approver));
            }
            addNumbered(steps, step.mode(), step.needed(), askedOnce(kept));
        }
        addNumbered(steps, mode, needed - (approvers.size() - others.size()), others);
        return steps;
    }

    private static void addNumbered(
            List<ApprovalStep> steps, ApprovalStep.Mode mode, int needed, List<PlannedApprover> approvers) {
        if (needed > 0 && !approvers.isEmpty()) {
            steps.add(new ApprovalStep(steps.size() + 1, mode, Math.min(needed, approvers.size()), approvers));
        }
    }

    private static boolean in(List<PlannedApprover> approvers, PlannedApprover wanted) {
        return approvers.stream().anyMatch(approver -> approver.userId().equals(wanted.userId()));
    }

    private static Optional<String> objection(boolean applies, String reason) {
        return Stream.of(reason).filter(r -> applies).findFirst();
    }
}
