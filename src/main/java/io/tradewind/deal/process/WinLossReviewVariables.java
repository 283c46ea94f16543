package io.tradewind.deal.process;

import io.tradewind.engine.variables.Variable;

/** The variables of process {@code win-loss-review}. */
final class WinLossReviewVariables {

    /** In: the closed deal. */
    static final Variable<String> DEAL_NUMBER = Variable.text("dealNumber");

    /** In: user id of the deal's owner. */
    static final Variable<String> REP = Variable.text("rep");

    /** User id of the rep's manager; missing at the top, then any manager may confirm. */
    static final Variable<String> MANAGER = Variable.text("manager");

    /** The deal and how it ended, in one sentence. */
    static final Variable<String> DEAL_SUMMARY = Variable.text("dealSummary");

    /** Why it was won or lost, in the rep's words. */
    static final Variable<String> WHY = Variable.text("why");

    /** Who else was in it. */
    static final Variable<String> COMPETITOR = Variable.text("competitor");

    /** What the next one should repeat or avoid. */
    static final Variable<String> LESSON = Variable.text("lesson");

    /** Whether others shall read it. */
    static final Variable<String> LESSON_DECISION = Variable.text("lessonDecision");

    private WinLossReviewVariables() {}
}
