package io.tradewind.approval.process;

import io.tradewind.engine.variables.Variable;

/** What the process approval-chain and its form know. */
final class ApprovalChainVariables {

    /** In: number of the request. */
    static final Variable<Long> APPROVAL_ID = Variable.whole("approvalId");

    /** Out: approved, rejected or sent-back. */
    static final Variable<String> APPROVAL_OUTCOME = Variable.text("approvalOutcome");

    /** Whose decision a task is: a user id, in the scope of that task. */
    static final Variable<String> APPROVER = Variable.text("approver");

    /** Shown, in the task list too: what it is about, in one line. */
    static final Variable<String> SUBJECT = Variable.text("subject");

    /** Shown: who asks. */
    static final Variable<String> REQUESTER_NAME = Variable.text("requesterName");

    /** Shown: the frozen facts, each with label and value. */
    static final Variable<Object> REQUEST_FACTS = Variable.json("requestFacts", Object.class);

    /** Shown: why this person is asked. */
    static final Variable<String> ASKED_BECAUSE = Variable.text("askedBecause");

    /** Shown: who else is asked. */
    static final Variable<String> ASKED_WITH = Variable.text("askedWith");

    /** Shown: what each answer leads to. */
    static final Variable<String> ANSWER_CAUSES = Variable.text("answerCauses");

    /** Submitted: approve, reject or send-back. */
    static final Variable<String> DECISION = Variable.text("decision");

    /** Submitted: why; required unless approved. */
    static final Variable<String> COMMENT = Variable.text("comment");

    private ApprovalChainVariables() {}
}
