package io.tradewind.service.process;

import io.tradewind.engine.variables.Variable;

/** What looking after a customer knows. */
final class CustomerCareVariables {

    static final String CARE_DUE = "service.care-due";

    /** The last customer that this morning's round has looked at. */
    static final Variable<Long> CARE_AFTER = Variable.whole("careAfter");

    /** Whether this morning's round is over. */
    static final Variable<Boolean> CARE_DONE = Variable.flag("careDone");

    /** Which reason to contact the customer. */
    static final Variable<Long> CARE_ID = Variable.whole("careId");

    /** Whom to contact. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** Their name, for the form. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** User id of who is to contact them. */
    static final Variable<String> REP = Variable.text("rep");

    /** The occasion in a few words. */
    static final Variable<String> CARE_OCCASION = Variable.text("careOccasion");

    /** Why now, with the figures behind it. */
    static final Variable<String> CARE_WHY = Variable.text("careWhy");

    /** What came of it: {@code buys}, {@code later} or {@code lost}. */
    static final Variable<String> CARE_OUTCOME = Variable.text("careOutcome");

    /** What the customer said. */
    static final Variable<String> CARE_NOTE = Variable.text("careNote");

    /** The deal that came of it. */
    static final Variable<String> DEAL_NUMBER = Variable.text("dealNumber");

    private CustomerCareVariables() {}
}
