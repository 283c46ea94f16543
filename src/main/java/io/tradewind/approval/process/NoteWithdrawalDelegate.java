package io.tradewind.approval.process;

import static io.tradewind.approval.process.ApprovalChainVariables.APPROVAL_OUTCOME;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** For whoever called the chain, a request that was taken back is one to be revised. */
@Component("noteWithdrawalDelegate")
class NoteWithdrawalDelegate implements JavaDelegate {

    @Override
    public void execute(DelegateExecution execution) {
        APPROVAL_OUTCOME.set(execution, "sent-back");
    }
}
