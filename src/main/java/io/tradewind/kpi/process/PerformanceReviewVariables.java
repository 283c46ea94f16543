package io.tradewind.kpi.process;

import io.tradewind.engine.variables.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the review of a month knows; everything that counts is in the tables. Marks and words about a person only pass
 * through: their forms say that nothing of them is kept.
 */
final class PerformanceReviewVariables {

    static final String REVIEW_DUE = "kpi.review-due";

    /** The last person that this morning's round has looked at. */
    static final Variable<String> REVIEWS_AFTER = Variable.text("reviewsAfter");

    /** Whether this morning's round is over. */
    static final Variable<Boolean> REVIEWS_OPENED = Variable.flag("reviewsOpened");

    /** Number of the review. */
    static final Variable<String> REVIEW_NUMBER = Variable.text("reviewNumber");

    /** User id of who is reviewed. */
    static final Variable<String> REP = Variable.text("rep");

    /** Their name, for the forms. */
    static final Variable<String> REP_NAME = Variable.text("repName");

    /** User id of the superior who holds the review. */
    static final Variable<String> REVIEWER = Variable.text("reviewer");

    /** The month, as in addresses: {@code 2026-10}. */
    static final Variable<String> REVIEW_MONTH = Variable.text("reviewMonth");

    /** The month in words. */
    static final Variable<String> PERIOD_NAME = Variable.text("periodName");

    /** Whose month it is, for the list of tasks. */
    static final Variable<String> SUBJECT = Variable.text("subject");

    /** The card in words, for the forms. */
    static final Variable<String> CARD_TEXT = Variable.text("cardText");

    /** Whether anything could be measured. */
    static final Variable<Boolean> HAS_SCORE = Variable.flag("hasScore");

    /** Input of the table {@code review-outcome}; null without a score. */
    static final Variable<BigDecimal> SCORE = Variable.money("score");

    /** {@code yes} or {@code no}: review a month without a score. */
    static final Variable<String> REVIEW_ALL_THE_SAME = Variable.text("reviewAllTheSame");

    static final Variable<String> NO_SCORE_REASON = Variable.text("noScoreReason");

    /** What the rep says to the card. */
    static final Variable<String> REP_COMMENT = Variable.text("repComment");

    /** Whether the rep still works here. */
    static final Variable<Boolean> REP_HERE = Variable.flag("repHere");

    /** Input of the table {@code review-outcome}. */
    static final Variable<Long> LOWEST_MARK = Variable.whole("lowestMark");

    static final Variable<LocalDate> TALK_ON = Variable.date("talkOn");
    static final Variable<String> TALK_NOTES = Variable.text("talkNotes");

    /** {@code improvement}, {@code recognition}, {@code nothing} or {@code person}. */
    static final Variable<String> REVIEW_OUTCOME = Variable.text("reviewOutcome");

    /** The table's reason. */
    static final Variable<String> OUTCOME_WHY = Variable.text("outcomeWhy");

    /** The superior's reason, where the table leaves it to them. */
    static final Variable<String> OUTCOME_REASON = Variable.text("outcomeReason");

    /** The measures, or what is recognised. */
    static final Variable<String> OUTCOME_WORDS = Variable.text("outcomeWords");

    /** When an improvement is looked at again. */
    static final Variable<LocalDate> FOLLOW_UP_ON = Variable.date("followUpOn");

    /** The same as a moment. */
    static final Variable<String> FOLLOW_UP_AT = Variable.text("followUpAt");

    /** {@code yes} or {@code no}; nothing when the time passed. */
    static final Variable<String> RESULT_AGREED = Variable.text("resultAgreed");

    static final Variable<String> ANSWER_REASON = Variable.text("answerReason");

    static final Variable<Boolean> TALK_AGAIN = Variable.flag("talkAgain");

    /** {@code reached}, {@code partly} or {@code not-reached}. */
    static final Variable<String> FOLLOW_UP_RESULT = Variable.text("followUpResult");

    static final Variable<String> FOLLOW_UP_WORDS = Variable.text("followUpWords");

    private PerformanceReviewVariables() {}
}
