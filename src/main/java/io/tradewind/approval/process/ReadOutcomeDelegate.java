package io.tradewind.approval.process;

import static io.tradewind.approval.process.ApprovalChainVariables.APPROVAL_ID;
import static io.tradewind.approval.process.ApprovalChainVariables.APPROVAL_OUTCOME;

import io.tradewind.approval.ApprovalChain;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("readOutcomeDelegate")
class ReadOutcomeDelegate implements JavaDelegate {

    private final ApprovalChain chain;

    ReadOutcomeDelegate(ApprovalChain chain) {
        this.chain = chain;
    }

    @Override
    public void execute(DelegateExecution execution) {
        APPROVAL_OUTCOME.set(execution, chain.state(APPROVAL_ID.get(execution)).outcome());
    }
}
