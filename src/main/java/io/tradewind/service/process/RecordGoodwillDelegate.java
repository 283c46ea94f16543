package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.APPROVAL_ID;
import static io.tradewind.service.process.ServiceCaseVariables.APPROVAL_OUTCOME;
import static io.tradewind.service.process.ServiceCaseVariables.CASE_NUMBER;
import static io.tradewind.service.process.ServiceCaseVariables.GOODWILL_REFUSED;

import io.tradewind.approval.ApprovalDecision;
import io.tradewind.approval.Approvals;
import io.tradewind.service.Goodwill;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("recordGoodwillDelegate")
class RecordGoodwillDelegate implements JavaDelegate {

    private final Approvals approvals;
    private final Goodwill goodwill;
    private final GoodwillSettlementProcess settlements;
    private final CaseScreen screen;

    RecordGoodwillDelegate(
            Approvals approvals, Goodwill goodwill, GoodwillSettlementProcess settlements, CaseScreen screen) {
        this.approvals = approvals;
        this.goodwill = goodwill;
        this.settlements = settlements;
        this.screen = screen;
    }

    /** What whoever refused it wrote with it. */
    private String words(long approvalId) {
        return approvals.get(approvalId).decisions().stream()
                .map(ApprovalDecision::comment)
                .filter(comment -> comment != null && !comment.isBlank())
                .reduce((earlier, later) -> later)
                .map(comment -> ", because \u201c" + comment.strip() + "\u201d")
                .orElse("");
    }

    @Override
    public void execute(DelegateExecution execution) {
        String outcome = APPROVAL_OUTCOME.get(execution);
        goodwill.record(CASE_NUMBER.get(execution), outcome);
        GOODWILL_REFUSED.set(
                execution,
                outcome.equals("approved") ? null : outcome.replace('-', ' ') + words(APPROVAL_ID.get(execution)));
        if (outcome.equals("approved")) {
            settlements.keepLatest(CASE_NUMBER.get(execution));
        }
        screen.refresh(execution);
    }
}
