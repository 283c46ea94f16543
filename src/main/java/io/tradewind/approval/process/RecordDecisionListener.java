package io.tradewind.approval.process;

import static io.tradewind.approval.process.ApprovalChainVariables.COMMENT;
import static io.tradewind.approval.process.ApprovalChainVariables.DECISION;

import io.tradewind.approval.Answer;
import io.tradewind.approval.ApprovalChain;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Records the answer with the completion of its task: what is refused here leaves the task open. */
@Component("recordDecisionListener")
class RecordDecisionListener implements TaskListener {

    private final ApprovalChain chain;

    RecordDecisionListener(ApprovalChain chain) {
        this.chain = chain;
    }

    @Override
    public void notify(DelegateTask task) {
        chain.decide(
                task.getId(),
                Answer.of(DECISION.find(task).orElse("")),
                COMMENT.find(task).orElse(null));
    }
}
