package io.tradewind.activity.process;

import io.tradewind.engine.variables.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What a visit knows. */
final class CustomerVisitVariables {

    /** Submitted at the start: number or name. */
    static final Variable<String> CUSTOMER = Variable.text("customer");

    /** Submitted at the start: what the visit is for. */
    static final Variable<String> VISIT_PURPOSE = Variable.text("visitPurpose");

    /** Submitted at the start: the day. */
    static final Variable<LocalDate> PLANNED_ON = Variable.date("plannedOn");

    /** The visit. */
    static final Variable<String> VISIT_NUMBER = Variable.text("visitNumber");

    /** Whom it goes to. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** Shown: the customer's name. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** User id of who goes there. */
    static final Variable<String> REP = Variable.text("rep");

    /** Shown: the plan in words. */
    static final Variable<String> VISIT_PLAN = Variable.text("visitPlan");

    /** Routes: whether it is still to come, and can be prepared. */
    static final Variable<Boolean> VISIT_AHEAD = Variable.flag("visitAhead");

    /** The morning of the day. */
    static final Variable<String> VISIT_DAY_AT = Variable.text("visitDayAt");

    /** When the report is due. */
    static final Variable<String> VISIT_REPORT_AT = Variable.text("visitReportAt");

    /** A working day after that. */
    static final Variable<String> VISIT_LATE_AT = Variable.text("visitLateAt");

    /** Submitted: what the rep wants to come back with. */
    static final Variable<String> VISIT_GOAL = Variable.shown("visitGoal");

    /** Submitted: yes or no. */
    static final Variable<String> VISIT_HAPPENED = Variable.text("visitHappened");

    /** Submitted: the day. */
    static final Variable<LocalDate> VISITED_ON = Variable.date("visitedOn");

    /** Submitted: from what time. */
    static final Variable<String> VISIT_FROM = Variable.text("visitFrom");

    /** Submitted: until what time. */
    static final Variable<String> VISIT_UNTIL = Variable.text("visitUntil");

    /** Submitted: where. */
    static final Variable<String> VISIT_PLACE = Variable.text("visitPlace");

    /** Submitted: whom. */
    static final Variable<String> VISIT_MET = Variable.text("visitMet");

    /** Submitted: what was said. */
    static final Variable<String> VISIT_REPORT = Variable.text("visitReport");

    /** Submitted: what the way cost. */
    static final Variable<BigDecimal> TRAVEL_COST = Variable.money("travelCost");

    /** Submitted: what was agreed; routes by whether it is there. */
    static final Variable<String> VISIT_FOLLOW_UP = Variable.shown("visitFollowUp");

    /** Submitted: until when. */
    static final Variable<LocalDate> VISIT_FOLLOW_UP_ON = Variable.date("visitFollowUpOn");

    /** Routes: whether something is to be done. */
    static final Variable<Boolean> FOLLOW_UP_AGREED = Variable.flag("followUpAgreed");

    /** The end of its day. */
    static final Variable<String> FOLLOW_UP_AT = Variable.text("followUpAt");

    /** The morning of its day. */
    static final Variable<String> FOLLOW_UP_REMIND_AT = Variable.text("followUpRemindAt");

    /** A working day after its day. */
    static final Variable<String> FOLLOW_UP_LATE_AT = Variable.text("followUpLateAt");

    /** Submitted: how it was done. */
    static final Variable<String> FOLLOW_UP_NOTE = Variable.text("followUpNote");

    private CustomerVisitVariables() {}
}
