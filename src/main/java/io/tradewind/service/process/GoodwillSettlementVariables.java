package io.tradewind.service.process;

import io.tradewind.engine.variables.Variable;
import java.time.LocalDate;

/** What the keeping of a promise knows. */
final class GoodwillSettlementVariables {

    /** The case it was promised in. */
    static final Variable<String> CASE_NUMBER = Variable.text("caseNumber");

    /** With which remedy. */
    static final Variable<Long> REMEDY_ROUND = Variable.whole("remedyRound");

    /** Whose task it is: finance for money, service for goods and work. */
    static final Variable<String> GOODWILL_DESK = Variable.text("goodwillDesk");

    /** Shown: what was promised. */
    static final Variable<String> GOODWILL_SHOWN = Variable.text("goodwillShown");

    /** Shown: the customer's name. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** Whose case it is. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** Shown: everything known of the case. */
    static final Variable<String> CASE_BRIEFING = Variable.text("caseBriefing");

    /** Submitted: on which day the customer got it. */
    static final Variable<LocalDate> SETTLED_ON = Variable.date("settledOn");

    /** Submitted: by which number it is found. */
    static final Variable<String> GOODWILL_REFERENCE = Variable.text("goodwillReference");

    private GoodwillSettlementVariables() {}
}
