package io.tradewind.approval.process;

import static io.tradewind.approval.process.ApprovalChainVariables.ANSWER_CAUSES;
import static io.tradewind.approval.process.ApprovalChainVariables.APPROVAL_ID;
import static io.tradewind.approval.process.ApprovalChainVariables.APPROVER;
import static io.tradewind.approval.process.ApprovalChainVariables.ASKED_BECAUSE;
import static io.tradewind.approval.process.ApprovalChainVariables.ASKED_WITH;
import static io.tradewind.approval.process.ApprovalChainVariables.COMMENT;
import static io.tradewind.approval.process.ApprovalChainVariables.DECISION;
import static io.tradewind.approval.process.ApprovalChainVariables.REQUESTER_NAME;
import static io.tradewind.approval.process.ApprovalChainVariables.REQUEST_FACTS;
import static io.tradewind.approval.process.ApprovalChainVariables.SUBJECT;

import io.tradewind.approval.ApprovalChain;
import io.tradewind.approval.ApprovalChain.Question;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Puts the question on a new task, for its owner alone, and tells them by mail. */
@Component("askApproverListener")
class AskApproverListener implements TaskListener {

    private final ApprovalChain chain;

    AskApproverListener(ApprovalChain chain) {
        this.chain = chain;
    }

    @Override
    public void notify(DelegateTask task) {
        Question question = chain.ask(APPROVAL_ID.get(task), APPROVER.get(task), task.getId(), task.getAssignee());
        // in the scope of this one person: with several asked at once, neither questions nor answers may mix
        DelegateExecution person = task.getExecution();
        SUBJECT.setLocal(person, question.title());
        REQUESTER_NAME.setLocal(person, question.requester());
        REQUEST_FACTS.setLocal(person, question.facts());
        ASKED_BECAUSE.setLocal(person, question.because());
        ASKED_WITH.setLocal(person, question.others());
        ANSWER_CAUSES.setLocal(person, question.causes());
        DECISION.setLocal(person, null);
        COMMENT.setLocal(person, null);
    }
}
