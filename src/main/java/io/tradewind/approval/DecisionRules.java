package io.tradewind.approval;

import io.tradewind.engine.Refused;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** When an answer does not count, in words to the one who gave it. */
final class DecisionRules {

    private DecisionRules() {}

    /**
     * @param approval locked, as it is now
     * @param askedUser whose decision it is
     * @param decidedBy who acts
     * @param nameOf user id to name
     * @throws Refused if the answer does not count
     */
    static void check(Approval approval, String askedUser, String decidedBy, UnaryOperator<String> nameOf) {
        if (decidedBy.equals(approval.request().requester())) {
            throw new Refused("You asked for this approval yourself; somebody else has to decide it.");
        }
        if (!decidedBy.equals(askedUser)) {
            throw new Refused("This decision was asked of %s, not of you.".formatted(nameOf.apply(askedUser)));
        }
        answerOf(approval, askedUser).ifPresent(given -> {
            throw new Refused("You have already answered: %s.".formatted(words(given.answer())));
        });
        if (approval.state() != ApprovalState.OPEN) {
            throw new Refused(whatHappened(approval, nameOf));
        }
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

    private static String whatHappened(Approval approval, UnaryOperator<String> nameOf) {
        if (approval.state() == ApprovalState.SUPERSEDED) {
            return "This request was replaced by a newer one; decide that one.";
        }
        ApprovalDecision last = approval.decisions().get(approval.decisions().size() - 1);
        return "Your answer came too late: %s has already said %s."
                .formatted(nameOf.apply(last.decidedBy()), words(last.answer()));
    }

    static String words(Answer answer) {
        return switch (answer) {
            case APPROVE -> "approved";
            case REJECT -> "rejected";
            case SEND_BACK -> "sent back";
        };
    }
}
