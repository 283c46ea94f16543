package io.tradewind.service.process;

import io.tradewind.engine.variables.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What a service case, the clock beside it and a cause review know. */
final class ServiceCaseVariables {

    static final String SERVICE_CASE = "service-case";
    static final String CAUSE_REVIEW = "cause-review";
    static final String CLOCK_CHANGED = "service.clock-changed";
    static final String CASE_CONFIRMED = "service.case-confirmed";

    /** The case. */
    static final Variable<String> CASE_NUMBER = Variable.text("caseNumber");

    /** Whose it is. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** Shown: the customer's name. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** Routes: request or complaint. */
    static final Variable<String> CASE_KIND = Variable.text("caseKind");

    /** Shown: everything known so far. */
    static final Variable<String> CASE_BRIEFING = Variable.text("caseBriefing");

    /** Shown: what other complaints and deals taught. */
    static final Variable<String> LESSONS = Variable.text("lessons");

    /** Until when the customer must have an answer. */
    static final Variable<String> RESPOND_DUE_AT = Variable.text("respondDueAt");

    /** A working day after that. */
    static final Variable<String> RESPOND_LATE_AT = Variable.text("respondLateAt");

    /** Until when it must be resolved. */
    static final Variable<String> RESOLVE_DUE_AT = Variable.text("resolveDueAt");

    /** A working day after that. */
    static final Variable<String> RESOLVE_LATE_AT = Variable.text("resolveLateAt");

    /** Submitted: what the customer was told first. */
    static final Variable<String> ANSWER = Variable.text("answer");

    /** Submitted: how a request was settled. */
    static final Variable<String> SETTLEMENT = Variable.text("settlement");

    /** Submitted: what exactly is wrong. */
    static final Variable<String> PROBLEM = Variable.text("problem");

    /** Submitted: what keeps it from getting worse. */
    static final Variable<String> CONTAINMENT = Variable.text("containment");

    /** Submitted: what kind of cause it is. */
    static final Variable<String> CAUSE_CATEGORY = Variable.text("causeCategory");

    /** Opened because of this case: number of the review of its cause. */
    static final Variable<String> REVIEW_NUMBER = Variable.text("reviewNumber");

    /** Submitted: what was done about it. */
    static final Variable<String> REMEDY = Variable.text("remedy");

    /** Submitted: what the customer is given, or none. */
    static final Variable<String> GOODWILL_KIND = Variable.text("goodwillKind");

    /** Submitted: what it is worth. */
    static final Variable<BigDecimal> GOODWILL_AMOUNT = Variable.money("goodwillAmount");

    /** User id of who provided the remedy. */
    static final Variable<String> REMEDY_BY = Variable.text("remedyBy");

    /** Shown: which remedy this is. */
    static final Variable<Long> REMEDY_ROUND = Variable.whole("remedyRound");

    /** Shown: how the goodwill of the round before was decided, if it was not granted. */
    static final Variable<String> GOODWILL_REFUSED = Variable.shown("goodwillRefused");

    /** Whether somebody has to agree to the goodwill. */
    static final Variable<Boolean> GOODWILL_APPROVAL_NEEDED = Variable.flag("goodwillApprovalNeeded");

    /** In and out of approval-chain: number of the request. */
    static final Variable<Long> APPROVAL_ID = Variable.whole("approvalId");

    /** Out of approval-chain: approved, rejected or sent-back. */
    static final Variable<String> APPROVAL_OUTCOME = Variable.text("approvalOutcome");

    /** Submitted, and routes: yes or no. */
    static final Variable<String> SOLVED = Variable.text("solved");

    /** Submitted: what the customer said. */
    static final Variable<String> SAID = Variable.shown("said");

    /** Shown: whether the customer was asked by mail. */
    static final Variable<Boolean> ASKED_BY_MAIL = Variable.flag("askedByMail");

    /** Submitted: what keeps it from happening again. */
    static final Variable<String> MEASURE = Variable.text("measure");

    /** Submitted: user id of who sees to it. */
    static final Variable<String> MEASURE_OWNER = Variable.text("measureOwner");

    /** Submitted: until when. */
    static final Variable<LocalDate> MEASURE_DUE_ON = Variable.date("measureDueOn");

    /** Offered: who may see to a measure. */
    static final Variable<Object> MEASURE_OWNERS = Variable.json("measureOwners", Object.class);

    /** Submitted: what others should learn. */
    static final Variable<String> LESSON = Variable.text("lesson");

    /** Shown: the cases of a review. */
    static final Variable<String> REVIEWED_CASES = Variable.text("reviewedCases");

    /** Submitted: what the cases have in common. */
    static final Variable<String> FINDING = Variable.text("finding");

    /** Of the clock, routes: running, paused or over. */
    static final Variable<String> CLOCK_STATE = Variable.text("clockState");

    /** Of the clock: when the next percentage is reached. */
    static final Variable<String> NEXT_MOMENT_AT = Variable.text("nextMomentAt");

    /** Of the clock: respond or resolve. */
    static final Variable<String> WATCHED_MILESTONE = Variable.text("watchedMilestone");

    /** Of the clock: 50, 80 or 100. */
    static final Variable<Long> WATCHED_PERCENT = Variable.whole("watchedPercent");

    private ServiceCaseVariables() {}

    /** Answer to one of the five questions why. */
    static Variable<String> why(int question) {
        return Variable.text("why" + question);
    }
}
