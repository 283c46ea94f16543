package io.tradewind.approval;

import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.Optional;

/** Until when a request can be recalled, an answer taken back, a question handed on: each answers with what is in the way. */
final class ActRules {

    private ActRules() {}

    static Optional<String> againstRecall(Approval approval, String user, People people) {
        if (!user.equals(approval.request().requester())) {
            return Optional.of("Only %s, who asked, can recall this request."
                    .formatted(name(approval.request().requester(), people)));
        }
        return againstChange(approval, people)
                .map(closed -> closed + " It cannot be recalled any more; write a new version instead.");
    }

    static Optional<String> againstTakeBack(Approval approval, String user, People people) {
        Optional<ApprovalDecision> own = answerBy(approval, user);
        if (own.isEmpty()) {
            return Optional.of("You have given no answer here that you could take back.");
        }
        Optional<String> closed = againstChange(approval, people);
        if (closed.isPresent()) {
            return closed.map(why -> why + " Your answer cannot be taken back any more.");
        }
        return approval.decisions().stream()
                .filter(decision -> decision.step() > own.get().step())
                .findFirst()
                .map(later ->
                        "%s has already answered after you, relying on your answer; it cannot be taken back any more."
                                .formatted(name(later.decidedBy(), people)));
    }

    /** Against answering, handing on, and adding a signer. */
    static Optional<String> againstAnswer(Approval approval, String user, Optional<String> holder, People people) {
        if (user.equals(approval.request().requester())) {
            return Optional.of("You asked for this approval yourself; somebody else has to decide it.");
        }
        // whose question it is: one's own, or that of somebody one stands in for
        String asked = approval.heldBy(user)
                .filter(seat -> DecisionRules.answerOf(approval, seat.userId()).isEmpty())
                .findFirst()
                .map(PlannedApprover::userId)
                .orElse(user);
        Optional<ApprovalDecision> answered = DecisionRules.answerOf(approval, asked);
        if (answered.isPresent()) {
            return Optional.of("This was already answered by %s: %s."
                    .formatted(
                            name(answered.get().decidedBy(), people),
                            DecisionRules.words(answered.get().answer())));
        }
        Optional<String> closed = againstChange(approval, people);
        if (closed.isPresent()) {
            return closed;
        }
        Optional<PlannedApprover> withStandIn = approval.plan().approvers().stream()
                .filter(seat -> seat.userId().equals(user) && seat.standIn() != null)
                .findFirst();
        if (withStandIn.isPresent() && asked.equals(user)) {
            return Optional.of("You are absent by your own entry, and %s stands in. End the absence to answer yourself."
                    .formatted(withStandIn.get().standIn().name()));
        }
        if (!Progress.askedNow(approval).contains(asked)) {
            return Optional.of(
                    Progress.stepOf(approval, asked).isPresent()
                            ? "It is not your turn yet; you are asked when those before you have agreed."
                            : "You are not asked in this request.");
        }
        return holder.equals(Optional.of(user))
                ? Optional.empty()
                : Optional.of(holder.map(
                                other -> "This question was handed to " + name(other, people) + ", who answers it now.")
                        .orElse("This question is just being put to you; try again in a moment."));
    }

    /** Against drawing somebody in, whatever for. */
    static Optional<String> againstSigner(Approval approval, Person signer, boolean present, boolean satBefore) {
        String name = signer.name();
        if (signer.userId().equals(approval.request().requester())) {
            return Optional.of(name + " asked for this approval and cannot decide it.");
        }
        if (!signer.active()) {
            return Optional.of(name + " has left.");
        }
        if (!present) {
            return Optional.of(name + " is absent today.");
        }
        return satBefore
                ? Optional.of(name + " is already asked in this request, or has handed it on.")
                : Optional.empty();
    }

    static Optional<ApprovalDecision> answerBy(Approval approval, String user) {
        return approval.decisions().stream()
                .filter(decision -> decision.decidedBy().equals(user))
                .findFirst();
    }

    private static Optional<String> againstChange(Approval approval, People people) {
        return switch (approval.state()) {
            case OPEN -> Optional.empty();
            case SUPERSEDED -> Optional.of("A newer request took the place of this one.");
            case RECALLED ->
                Optional.of("%s has recalled this request."
                        .formatted(name(approval.request().requester(), people)));
            default ->
                Optional.of(
                        approval.decisions().isEmpty()
                                ? "It is already %s.".formatted(approval.state().inWords())
                                : "It is already %s; the last answer was that of %s."
                                        .formatted(
                                                approval.state().inWords(),
                                                name(
                                                        approval.decisions()
                                                                .get(approval.decisions()
                                                                                .size()
                                                                        - 1)
                                                                .decidedBy(),
                                                        people)));
        };
    }

    private static String name(String userId, People people) {
        return people.find(userId).map(Person::name).orElse(userId);
    }
}
