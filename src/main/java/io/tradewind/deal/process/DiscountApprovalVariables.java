package io.tradewind.deal.process;

import io.tradewind.engine.variables.Variable;

/** The variables of process {@code discount-approval}. */
final class DiscountApprovalVariables {

    /** In: the deal. */
    static final Variable<String> DEAL_NUMBER = Variable.text("dealNumber");

    /** In: the version whose price is to be approved. */
    static final Variable<Long> QUOTATION_VERSION = Variable.whole("quotationVersion");

    /** Whether somebody has to be asked. */
    static final Variable<Boolean> APPROVAL_NEEDED = Variable.flag("approvalNeeded");

    /** The approval to wait for; missing when nobody is asked. */
    static final Variable<Long> APPROVAL_ID = Variable.whole("approvalId");

    /** Out: {@code approved}, {@code rejected} or {@code sent-back}. */
    static final Variable<String> APPROVAL_OUTCOME = Variable.text("approvalOutcome");

    private DiscountApprovalVariables() {}
}
