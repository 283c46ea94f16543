package io.tradewind.engine.process;

import io.tradewind.engine.variables.Variable;

/** What the ready-made step "Record a fact" reads. */
final class RecordFactVariables {

    /** In: what happened, in the owner's words. */
    static final Variable<String> FACT_NAME = Variable.text("factName");

    /** In: user id of whom it counts for; empty is nobody. */
    static final Variable<String> FACT_REP = Variable.text("factRep");

    /** In: the customer's id; empty is none. */
    static final Variable<Long> FACT_CUSTOMER = Variable.whole("factCustomer");

    private RecordFactVariables() {}
}
