package io.tradewind.approval;

import java.util.List;
import java.util.Optional;

/** How far a request has come, told from its plan and the answers that count. */
final class Progress {

    private Progress() {}

    /** What the answers so far amount to; {@link ApprovalState#OPEN} while somebody has to be asked. */
    static ApprovalState outcome(Approval approval) {
        if (approval.decisions().stream().anyMatch(decision -> decision.answer() == Answer.SEND_BACK)) {
            return ApprovalState.SENT_BACK;
        }
        return approval.plan().steps().stream()
                .map(step -> outcome(step, approval))
                .filter(outcome -> outcome != ApprovalState.APPROVED)
                .findFirst()
                .orElse(ApprovalState.APPROVED);
    }

    /** The step whose answers are waited for; empty when none are. */
    static Optional<ApprovalStep> current(Approval approval) {
        return approval.plan().steps().stream()
                .filter(step -> approval.state() == ApprovalState.OPEN)
                .filter(step -> outcome(step, approval) != ApprovalState.APPROVED)
                .findFirst();
    }

    /** User ids of those whose answer is waited for. */
    static List<String> askedNow(Approval approval) {
        return current(approval).stream()
                .flatMap(step -> step.approvers().stream())
                .map(PlannedApprover::userId)
                .filter(user -> DecisionRules.answerOf(approval, user).isEmpty())
                .toList();
    }

    /** The step in which somebody is asked; empty when they are not asked (any more). */
    static Optional<ApprovalStep> stepOf(Approval approval, String user) {
        return approval.plan().steps().stream()
                .filter(step -> step.approvers().stream()
                        .anyMatch(approver -> approver.userId().equals(user)))
                .findFirst();
    }

    static boolean done(ApprovalStep step, Approval approval) {
        return outcome(step, approval) != ApprovalState.OPEN;
    }

    private static ApprovalState outcome(ApprovalStep step, Approval approval) {
        List<Answer> answers = step.approvers().stream()
                .flatMap(approver -> DecisionRules.answerOf(approval, approver.userId()).stream())
                .map(ApprovalDecision::answer)
                .toList();
        if (step.mode() == ApprovalStep.Mode.ONE_OF) {
            return answers.isEmpty() ? ApprovalState.OPEN : answers.get(0).leadsTo();
        }
        long agreed =
                answers.stream().filter(answer -> answer == Answer.APPROVE).count();
        if (answers.size() - agreed > step.approvers().size() - step.needed()) {
            return ApprovalState.REJECTED;
        }
        return agreed >= step.needed() ? ApprovalState.APPROVED : ApprovalState.OPEN;
    }
}
