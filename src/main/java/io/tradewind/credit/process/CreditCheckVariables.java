package io.tradewind.credit.process;

import io.tradewind.credit.SheetLines;
import io.tradewind.engine.variables.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Variables of {@code credit-check}. */
final class CreditCheckVariables {

    /** In: whose credit it is. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** In: what the document adds to what is owed. */
    static final Variable<BigDecimal> CREDIT_AMOUNT = Variable.money("creditAmount");

    /** In: currency of the amount. */
    static final Variable<String> CREDIT_CURRENCY = Variable.text("creditCurrency");

    /** In: number of the document. */
    static final Variable<String> SUBJECT = Variable.text("subject");

    /** In: the rep whose customer it is. */
    static final Variable<String> REP = Variable.text("rep");

    /** Out: pass, reduced, transferred, released or refused. */
    static final Variable<String> CREDIT_OUTCOME = Variable.text("creditOutcome");

    /** The entry in the register under which this check runs. */
    static final Variable<Long> CREDIT_CHECK_ID = Variable.whole("creditCheckId");

    /** No report of the credit bureau counts, and there is a bureau to ask. */
    static final Variable<Boolean> REPORT_MISSING = Variable.flag("reportMissing");

    /** Input of the rating, from the bureau; unknown when it could not be asked. */
    static final Variable<Long> BUREAU_SCORE = Variable.whole("bureauScore");

    /** Input of the rating, from the bureau: the customer's size. */
    static final Variable<Long> EMPLOYEES = Variable.whole("employees");

    /** Input of the rating, from the bureau's last report. */
    static final Variable<Long> YEARS_IN_BUSINESS = Variable.whole("yearsInBusiness");

    /** Input of the rating; unknown until the customer has paid something. */
    static final Variable<Long> AVERAGE_DAYS_LATE = Variable.whole("averageDaysLate");

    /** Input of rating and decision: age of the oldest debt that is due. */
    static final Variable<Long> OVERDUE_DAYS = Variable.whole("overdueDays");

    /** Input of the rating: what was given up of their debts within three years. */
    static final Variable<BigDecimal> WRITTEN_OFF = Variable.money("writtenOff");

    /** Input of the decision: exposure with this document ÷ limit; unknown when they cannot be compared. */
    static final Variable<BigDecimal> UTILISATION = Variable.money("utilisation");

    /** Input of the decision. */
    static final Variable<Boolean> ON_HOLD = Variable.flag("onHold");

    /** Input of the decision: a living release allows the exposure with this document. */
    static final Variable<Boolean> RELEASE_COVERS = Variable.flag("releaseCovers");

    /** A to D, from the table. */
    static final Variable<String> RATING = Variable.text("rating");

    /** The table's reason for the rating. */
    static final Variable<String> RATING_WHY = Variable.text("ratingWhy");

    /** pass, reduce, transfer, release or refuse, from the table. */
    static final Variable<String> CREDIT_DECISION = Variable.text("creditDecision");

    /** The table's reason, and how far over the limit it is. */
    static final Variable<String> CREDIT_WHY = Variable.text("creditWhy");

    /** What the rep and the customer agreed: prepay, smaller, transfer, release or give-up. */
    static final Variable<String> SMALLER_ORDER = Variable.text("smallerOrder");

    /** guarantee or insurance. */
    static final Variable<String> TRANSFER_KIND = Variable.text("transferKind");

    /** Who pays when the customer does not. */
    static final Variable<String> TRANSFER_CARRIER = Variable.text("transferCarrier");

    /** Up to which amount. */
    static final Variable<BigDecimal> TRANSFER_AMOUNT = Variable.money("transferAmount");

    /** Last day on which it may be called upon. */
    static final Variable<LocalDate> TRANSFER_UNTIL = Variable.date("transferUntil");

    /** Its number at the carrier. */
    static final Variable<String> TRANSFER_REFERENCE = Variable.text("transferReference");

    /** Where the original is kept. */
    static final Variable<String> TRANSFER_DOCUMENT = Variable.text("transferDocument");

    /** What the rep says for a release; absent when the table sent it straight to the approvers. */
    static final Variable<String> RELEASE_REASON = Variable.text("releaseReason");

    /** The approval that was asked for. */
    static final Variable<Long> APPROVAL_ID = Variable.whole("approvalId");

    /** Shown in forms. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** Shown in forms: what this document adds. */
    static final Variable<String> SHOWN_AMOUNT = Variable.text("shownAmount");

    /** Shown in forms: owed before it. */
    static final Variable<String> SHOWN_EXPOSURE = Variable.text("shownExposure");

    /** Shown in forms: owed with it. */
    static final Variable<String> SHOWN_EXPOSURE_AFTER = Variable.text("shownExposureAfter");

    /** Shown in forms: what may be owed. */
    static final Variable<String> SHOWN_LIMIT = Variable.text("shownLimit");

    /** Shown in forms: what was free before it. */
    static final Variable<String> SHOWN_HEADROOM = Variable.text("shownHeadroom");

    /** Shown in forms: what would have to be prepaid. */
    static final Variable<String> SHOWN_EXCESS = Variable.text("shownExcess");

    /** Shown in forms: how far over the limit with it. */
    static final Variable<String> SHOWN_OVER_LIMIT = Variable.text("shownOverLimit");

    /** Shown in forms: the largest document that fits. */
    static final Variable<String> SHOWN_FITS = Variable.text("shownFits");

    /** Shown in forms: the exposure sheet. */
    static final Variable<SheetLines.Line[]> SHEET_LINES = Variable.json("sheetLines", SheetLines.Line[].class);

    private CreditCheckVariables() {}
}
