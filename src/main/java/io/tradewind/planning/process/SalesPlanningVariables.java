package io.tradewind.planning.process;

import io.tradewind.engine.variables.Variable;
import java.math.BigDecimal;

/** What the planning of a year and a change of its targets know. */
final class SalesPlanningVariables {

    /** The plan; the business key. */
    static final Variable<String> PLAN_NUMBER = Variable.text("planNumber");

    /** Submitted at the start: which year. */
    static final Variable<Long> YEAR = Variable.whole("year");

    /** Submitted at the start: growth on the twelve months before, in percent. */
    static final Variable<BigDecimal> GROWTH = Variable.money("growth");

    /** Submitted at the start: the company's revenue. */
    static final Variable<BigDecimal> REVENUE_TOTAL = Variable.money("revenueTotal");

    /** Submitted at the start: the cash the company collects. */
    static final Variable<BigDecimal> CASH_TOTAL = Variable.money("cashTotal");

    /** Submitted at the start: the company's gross margin in money. */
    static final Variable<BigDecimal> MARGIN_TOTAL = Variable.money("marginTotal");

    /** Submitted at the start: how many new customers. */
    static final Variable<Long> NEW_CUSTOMERS_TOTAL = Variable.whole("newCustomersTotal");

    /** Submitted at the start: how often those concerned are asked at most. */
    static final Variable<Long> MOST_ROUNDS = Variable.whole("mostRounds");

    /** Whose plan it is. */
    static final Variable<String> DIRECTOR = Variable.text("director");

    /** Shown in the list of tasks: of which year, and whose targets. */
    static final Variable<String> SUBJECT = Variable.text("subject");

    /** Shown: year, round and address of the plan. */
    static final Variable<String> PLAN_BRIEFING = Variable.text("planBriefing");

    /** Shown to the director: who objects to what. */
    static final Variable<String> OBJECTIONS_SHOWN = Variable.text("objectionsShown");

    /** Submitted, and routes: send or withdraw; publish or withdraw. */
    static final Variable<String> PLAN_DECISION = Variable.text("planDecision");

    /** Of one person: whose task it is. */
    static final Variable<String> ASKED_PERSON = Variable.text("askedPerson");

    /** Of one person, shown: what is asked of them. */
    static final Variable<String> ASKED_TARGET = Variable.text("askedTarget");

    /** Of one person, submitted: agrees or objects. */
    static final Variable<String> TARGET_ANSWER = Variable.text("targetAnswer");

    /** Of one person, submitted: what they would agree to. */
    static final Variable<BigDecimal> COUNTER_REVENUE = Variable.money("counterRevenue");

    /** Of one person, submitted: what they would agree to. */
    static final Variable<BigDecimal> COUNTER_CASH = Variable.money("counterCash");

    /** Of one person, submitted: what they would agree to. */
    static final Variable<BigDecimal> COUNTER_MARGIN = Variable.money("counterMargin");

    /** Of one person, submitted: what they would agree to. */
    static final Variable<Long> COUNTER_NEW_CUSTOMERS = Variable.whole("counterNewCustomers");

    /** Of one person, submitted: why. */
    static final Variable<String> OBJECTION_REASON = Variable.text("objectionReason");

    /** Routes: how many object. */
    static final Variable<Long> OBJECTIONS = Variable.whole("objections");

    /** Routes: whether they can be asked once more. */
    static final Variable<Boolean> ROUND_LEFT = Variable.flag("roundLeft");

    /** In and out of approval-chain: number of the request. */
    static final Variable<Long> APPROVAL_ID = Variable.whole("approvalId");

    /** Routes: whether somebody has to agree to the change. */
    static final Variable<Boolean> APPROVAL_NEEDED = Variable.flag("approvalNeeded");

    /** Out of approval-chain: approved, rejected or sent-back. */
    static final Variable<String> APPROVAL_OUTCOME = Variable.text("approvalOutcome");

    private SalesPlanningVariables() {}
}
