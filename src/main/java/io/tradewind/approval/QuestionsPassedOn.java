package io.tradewind.approval;

import io.tradewind.approval.ApprovalRows.Seat;
import io.tradewind.organization.TaskPassedOn;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps a question with the one who has its task, when an absence begins or ends. */
@Component
class QuestionsPassedOn {

    private final ApprovalRows rows;
    private final JdbcApprovals approvals;
    private final ApprovalActs acts;

    QuestionsPassedOn(ApprovalRows rows, JdbcApprovals approvals, ApprovalActs acts) {
        this.rows = rows;
        this.approvals = approvals;
        this.acts = acts;
    }

    @EventListener
    void on(TaskPassedOn passed) {
        rows.seatOf(passed.taskId())
                .map(seat -> rows.locked(seat.approvalId()))
                .filter(approval -> approval.state() == ApprovalState.OPEN)
                // once more: while we waited for the lock the question may have been answered or handed on
                .flatMap(approval -> rows.seatOf(passed.taskId()))
                .ifPresent(seat -> passOn(seat, passed));
    }

    private void passOn(Seat seat, TaskPassedOn passed) {
        boolean back = passed.to().equals(passed.owner());
        acts.record(seat.approvalId(), back ? "given-back" : "stood-in", passed.owner(), passed.to(), null, null);
        approvals.passOn(seat, passed.taskId(), passed.to(), passed.until());
    }
}
