package io.tradewind.kpi.process;

import io.tradewind.engine.Processes;
import io.tradewind.kpi.PerformanceReview;
import io.tradewind.kpi.PerformanceReviewProcess;
import io.tradewind.kpi.ScorecardWords;
import io.tradewind.organization.People;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The face of the process {@code performance-review}: the only way Java starts it. */
@Component
class PerformanceReviewStarter implements PerformanceReviewProcess {

    private final Processes processes;
    private final People people;

    PerformanceReviewStarter(Processes processes, People people) {
        this.processes = processes;
        this.people = people;
    }

    @Override
    public void start(PerformanceReview review) {
        processes.correlate(
                PerformanceReviewVariables.REVIEW_DUE,
                review.number(),
                Map.ofEntries(
                        PerformanceReviewVariables.REVIEW_NUMBER.of(review.number()),
                        PerformanceReviewVariables.REP.of(review.rep()),
                        PerformanceReviewVariables.REP_NAME.of(
                                people.get(review.rep()).name()),
                        PerformanceReviewVariables.SUBJECT.of(
                                people.get(review.rep()).name() + ", " + review.period()),
                        PerformanceReviewVariables.REVIEWER.of(review.reviewer()),
                        PerformanceReviewVariables.REVIEW_MONTH.of(
                                review.period().toString()),
                        PerformanceReviewVariables.PERIOD_NAME.of(ScorecardWords.month(review.period()))));
    }
}
