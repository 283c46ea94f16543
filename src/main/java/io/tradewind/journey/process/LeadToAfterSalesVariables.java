package io.tradewind.journey.process;

import io.tradewind.engine.variables.Variable;

/** What the journey carries from step to step. */
final class LeadToAfterSalesVariables {

    /** The lead it began with; missing in a journey that began with an imported deal. */
    static final Variable<String> LEAD_NUMBER = Variable.text("leadNumber");

    /** The deal, once the lead is qualified. */
    static final Variable<String> DEAL_NUMBER = Variable.text("dealNumber");

    /** The customer, once known. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** User id of the rep who owns the deal. */
    static final Variable<String> REP = Variable.text("rep");

    private LeadToAfterSalesVariables() {}
}
