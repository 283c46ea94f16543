package io.tradewind.approval;

import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.Optional;

/** When an answer does not count, in words to the one who gave it. */
final class DecisionRules {

    private DecisionRules() {}

    /**
     * Only the person asked answers, who stands in for them while they are absent, or a superior of theirs who took the
     * task over when it was late; nobody for themselves, and nobody for two.
     *
     * @param approval locked, as it is now
     * @param askedUser whose decision it is
     * @param decidedBy who acts
     * @throws Refused if the answer does not count
     */
    static void check(Approval approval, String askedUser, String decidedBy, People people) {
        if (decidedBy.equals(approval.request().requester())) {
            throw new Refused("You asked for this approval yourself; somebody else has to decide it.");
        }
        boolean standsIn = seat(approval, askedUser).holder().equals(decidedBy);
        if (!decidedBy.equals(askedUser) && !standsIn && !superior(decidedBy, askedUser, people)) {
            throw new Refused("This decision was asked of %s, not of you. Only a superior of theirs may take it over."
                    .formatted(name(askedUser, people)));
        }
        answerOf(approval, askedUser).ifPresent(given -> {
            throw new Refused("This was already answered by %s: %s."
                    .formatted(name(given.decidedBy(), people), words(given.answer())));
        });
        if (answersForTwo(approval, askedUser, decidedBy)) {
            throw new Refused("You are asked yourself in this request; somebody else has to answer for %s."
                    .formatted(name(askedUser, people)));
        }
        if (approval.state() != ApprovalState.OPEN) {
            throw new Refused(whatHappened(approval, people));
        }
    }

    /** Against giving the question to somebody: their answer would not count. In words to who gives it. */
    static Optional<String> against(Approval approval, String askedUser, String userId, People people) {
        String name = name(userId, people);
        if (userId.equals(approval.request().requester())) {
            return Optional.of(name + " asked for this approval and cannot decide it.");
        }
        if (answersForTwo(approval, askedUser, userId)) {
            return Optional.of("%s is asked in this request already and cannot answer for %s as well."
                    .formatted(name, name(askedUser, people)));
        }
        boolean may = userId.equals(askedUser)
                || seat(approval, askedUser).holder().equals(userId)
                || superior(userId, askedUser, people);
        return may
                ? Optional.empty()
                : Optional.of("This decision was asked of %s: only a superior of theirs may take it over, not %s."
                        .formatted(name(askedUser, people), name));
    }

    /** Nobody has two voices. */
    private static boolean answersForTwo(Approval approval, String askedUser, String userId) {
        return approval.decisions().stream()
                        .anyMatch(decision -> decision.decidedBy().equals(userId))
                || !userId.equals(askedUser)
                        && approval.plan().approvers().stream()
                                .filter(approver -> !approver.userId().equals(askedUser))
                                .anyMatch(approver -> approver.userId().equals(userId)
                                        || approver.holder().equals(userId));
    }

    private static boolean superior(String userId, String of, People people) {
        return people.reportingLine(of).stream()
                .anyMatch(person -> person.userId().equals(userId) && person.active());
    }

    private static String name(String userId, People people) {
        return people.find(userId).map(Person::name).orElse(userId);
    }

    static PlannedApprover seat(Approval approval, String askedUser) {
        return approval.plan().approvers().stream()
                .filter(approver -> approver.userId().equals(askedUser))
                .findFirst()
                .orElseThrow(() -> new Refused("Nobody asked %s about %s."
                        .formatted(askedUser, approval.request().subject())));
    }

    static Optional<ApprovalDecision> answerOf(Approval approval, String askedUser) {
        return approval.decisions().stream()
                .filter(decision -> decision.askedUser().equals(askedUser))
                .findFirst();
    }

    private static String whatHappened(Approval approval, People people) {
        if (approval.state() == ApprovalState.SUPERSEDED) {
            return "This request was replaced by a newer one; decide that one.";
        }
        if (approval.state() == ApprovalState.RECALLED) {
            return "%s has recalled this request; there is nothing to decide any more."
                    .formatted(name(approval.request().requester(), people));
        }
        ApprovalDecision last = approval.decisions().get(approval.decisions().size() - 1);
        return "Your answer came too late: %s has already said %s."
                .formatted(name(last.decidedBy(), people), words(last.answer()));
    }

    static String words(Answer answer) {
        return switch (answer) {
            case APPROVE -> "approved";
            case REJECT -> "rejected";
            case SEND_BACK -> "sent back";
        };
    }
}
