package io.tradewind.contract.process;

import io.tradewind.engine.variables.Variable;
import java.time.LocalDate;

/** Variables of {@code contract-renewal}. */
final class ContractRenewalVariables {

    /** In: the contract that comes to its end. */
    static final Variable<String> CONTRACT_NUMBER = Variable.text("contractNumber");

    /** In: who decides. */
    static final Variable<String> REP = Variable.text("rep");

    /** In: the last day on which notice can be given; with the contract its key. */
    static final Variable<LocalDate> RENEWAL_ON = Variable.date("renewalOn");

    /** Shown in forms. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** Whose contract it is. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** Shown in forms: the total with its currency. */
    static final Variable<String> SHOWN_TOTAL = Variable.text("shownTotal");

    /** Shown in forms: the last day. */
    static final Variable<LocalDate> ENDS_ON = Variable.date("endsOn");

    /** From the form: renew, renegotiate or let-end. */
    static final Variable<String> RENEWAL_DECISION = Variable.text("renewalDecision");

    /** From the form; may be empty. */
    static final Variable<String> RENEWAL_NOTE = Variable.text("renewalNote");

    /** The deal that follows; absent when the contract ends. */
    static final Variable<String> NEW_DEAL = Variable.text("newDeal");

    private ContractRenewalVariables() {}
}
