package io.tradewind.approval.process;

import io.tradewind.engine.variables.Variable;

/** Variables of {@code ask-approval}. */
final class AskApprovalVariables {

    /** In: as in the table general-authority. */
    static final Variable<String> APPROVAL_TOPIC = Variable.text("approvalTopic");

    /** In: one line, as those asked read it. */
    static final Variable<String> APPROVAL_QUESTION = Variable.text("approvalQuestion");

    /** In: shown below it. */
    static final Variable<String> APPROVAL_REASON = Variable.text("approvalReason");

    /** In: what the authority is measured by: a decimal, or none. */
    static final Variable<String> APPROVAL_AMOUNT = Variable.text("approvalAmount");

    /** In: its currency. */
    static final Variable<String> APPROVAL_CURRENCY = Variable.text("approvalCurrency");

    /** In: who asks. */
    static final Variable<String> REP = Variable.text("rep");

    /** In: the customer it concerns. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** Whether somebody has to be asked, beyond the requester's own authority. */
    static final Variable<Boolean> APPROVAL_NEEDED = Variable.flag("approvalNeeded");

    private AskApprovalVariables() {}
}
