package io.tradewind.service.process;

import io.tradewind.engine.variables.Variable;

/** What an after-sales process knows. */
final class AfterSalesVariables {

    /** The delivered order. */
    static final Variable<String> ORDER_NUMBER = Variable.text("orderNumber");

    /** The deal it came from. */
    static final Variable<String> DEAL_NUMBER = Variable.text("dealNumber");

    /** Whom it was delivered to. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** User id of the deal's owner. */
    static final Variable<String> REP = Variable.text("rep");

    /** The customer's name, for the forms. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** From the handover call: {@code yes} if everything is there and working. */
    static final Variable<String> HANDOVER_COMPLETE = Variable.text("handoverComplete");

    /** From the handover call: what is missing or does not work. */
    static final Variable<String> OPEN_POINTS = Variable.text("openPoints");

    /** What service put right since the last call. */
    static final Variable<String> SETTLEMENT = Variable.text("settlement");

    /** Whom to ask for an opinion. */
    static final Variable<String> CONTACT_NAME = Variable.text("contactName");

    /** Where to ask; empty when nobody is to be asked. */
    static final Variable<String> CONTACT_EMAIL = Variable.text("contactEmail");

    private AfterSalesVariables() {}
}
