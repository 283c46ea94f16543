package io.tradewind.kpi.process;

import static io.tradewind.kpi.process.PerformanceReviewVariables.CARD_TEXT;
import static io.tradewind.kpi.process.PerformanceReviewVariables.HAS_SCORE;
import static io.tradewind.kpi.process.PerformanceReviewVariables.REVIEW_NUMBER;
import static io.tradewind.kpi.process.PerformanceReviewVariables.SCORE;

import io.tradewind.kpi.PerformanceReviews;
import io.tradewind.kpi.Scorecard;
import io.tradewind.kpi.ScorecardWords;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component("computeScorecardDelegate")
class ComputeScorecardDelegate implements JavaDelegate {

    private final PerformanceReviews reviews;

    ComputeScorecardDelegate(PerformanceReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Scorecard card = reviews.compute(REVIEW_NUMBER.get(execution));
        HAS_SCORE.set(execution, card.score() != null);
        SCORE.set(execution, card.score());
        CARD_TEXT.set(execution, ScorecardWords.card(card));
    }
}
