package io.tradewind.collection.process;

import io.tradewind.engine.variables.Variable;

/** What a write-off process knows. */
final class WriteOffVariables {

    /** What the write-off is called; the business key. */
    static final Variable<String> WRITE_OFF_NUMBER = Variable.text("writeOffNumber");

    /** The request about it. */
    static final Variable<Long> APPROVAL_ID = Variable.whole("approvalId");

    /** Whether it is more than who asks may give up alone. */
    static final Variable<Boolean> APPROVAL_NEEDED = Variable.flag("approvalNeeded");

    /** How the request ended. */
    static final Variable<String> APPROVAL_OUTCOME = Variable.text("approvalOutcome");

    private WriteOffVariables() {}
}
