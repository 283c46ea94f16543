package io.tradewind.credit.process;

import io.tradewind.credit.SheetLines;
import io.tradewind.engine.variables.Variable;
import java.math.BigDecimal;

/** Variables of {@code credit-review}; what rates the customer is named as in {@link CreditCheckVariables}. */
final class CreditReviewVariables {

    /** In: number of the review. */
    static final Variable<String> REVIEW_NUMBER = Variable.text("reviewNumber");

    /** Input of the class: invoiced in the last twelve months. */
    static final Variable<BigDecimal> REVENUE = Variable.money("revenue");

    /** Input of the class: the one the customer has. */
    static final Variable<String> CURRENT_CLASS = Variable.text("currentClass");

    /** A, B or C, from the table. */
    static final Variable<String> CUSTOMER_CLASS = Variable.text("customerClass");

    /** Days to pay, from the table. */
    static final Variable<Long> REVIEWED_PAYMENT_DAYS = Variable.whole("reviewedPaymentDays");

    /** Months until the next review, from the table. */
    static final Variable<Long> REVIEW_MONTHS = Variable.whole("reviewMonths");

    /** The table's reason for the class. */
    static final Variable<String> CLASS_WHY = Variable.text("classWhy");

    /** same, higher or lower than now. */
    static final Variable<Boolean> OVER_LIMIT_NOW = Variable.flag("overLimitNow");

    static final Variable<String> LIMIT_CHANGE = Variable.text("limitChange");

    /** The limit to be written. */
    static final Variable<BigDecimal> REVIEWED_LIMIT = Variable.money("reviewedLimit");

    /** Write or person, from the table. */
    static final Variable<String> REVIEW_ROUTE = Variable.text("reviewRoute");

    /** The table's reason for asking a person. */
    static final Variable<String> ROUTE_WHY = Variable.text("routeWhy");

    /** What the person gives, when it is not what was proposed. */
    static final Variable<BigDecimal> OTHER_LIMIT = Variable.money("otherLimit");

    /** What the person says why. */
    static final Variable<String> REVIEW_REASON = Variable.text("reviewReason");

    /** Whether the limit becomes higher than it is. */
    static final Variable<Boolean> LIMIT_RAISED = Variable.flag("limitRaised");

    /** Shown in the form. */
    static final Variable<SheetLines.Line[]> PROPOSAL_LINES = Variable.json("proposalLines", SheetLines.Line[].class);

    private CreditReviewVariables() {}
}
