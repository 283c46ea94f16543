package io.tradewind.approval;

import static java.util.stream.Collectors.joining;

import io.tradewind.approval.ApprovalChain.Question;
import io.tradewind.organization.Roles;
import java.util.ArrayList;
import java.util.List;

/** What an approver reads, put together from the frozen request. */
final class Questions {

    private Questions() {}

    static Question to(String userId, Approval approval, String requester) {
        List<PlannedApprover> others = approval.plan().approvers().stream()
                .filter(approver -> !approver.userId().equals(userId))
                .toList();
        return new Question(
                approval.request().title(),
                requester,
                facts(approval),
                because(DecisionRules.seat(approval, userId)),
                others(others),
                causes(requester, others, approval.round() >= approval.mostRounds()));
    }

    private static String because(PlannedApprover seat) {
        return (seat.rule() + " " + seat.absence()).strip();
    }

    private static List<ShownFact> facts(Approval approval) {
        List<ShownFact> facts = new ArrayList<>(approval.request().facts());
        if (approval.round() > 1) {
            facts.add(new ShownFact(
                    "Round",
                    approval.mostRounds() == Integer.MAX_VALUE
                            ? String.valueOf(approval.round())
                            : approval.round() + " of at most " + approval.mostRounds()));
        }
        return facts;
    }

    private static String others(List<PlannedApprover> others) {
        return others.isEmpty()
                ? "Nobody else; it is your decision alone."
                : others.stream()
                        .map(other ->
                                "%s (%s): %s".formatted(other.name(), Roles.inWords(other.role()), because(other)))
                        .collect(joining(" "));
    }

    private static String causes(String requester, List<PlannedApprover> others, boolean lastRound) {
        String agreed = others.isEmpty()
                ? "it goes on at once"
                : "it goes on when %s agreed too"
                        .formatted(others.size() == 1 ? others.get(0).name() + " has" : "the others have");
        return """
                - **Approve**: %s, within exactly these figures.
                - **Send back**: %s
                - **Reject**: the request ends, for everybody who is asked.

                %s is told your answer and your comment."""
                .formatted(
                        agreed,
                        lastRound
                                ? "not possible any more, this is the last round."
                                : requester + " revises it and asks again.",
                        requester);
    }
}
