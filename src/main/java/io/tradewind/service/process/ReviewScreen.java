package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.CAUSE_REVIEW;
import static io.tradewind.service.process.ServiceCaseVariables.REVIEWED_CASES;

import io.tradewind.engine.Acting;
import io.tradewind.service.CaseBriefings;
import io.tradewind.service.CauseReviews;
import io.tradewind.service.CauseReviews.CauseReview;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** The cases of a review under one another, as many as fit. */
@Component
class ReviewScreen {

    private static final int LONGEST = 3_800;

    private final CaseBriefings briefings;
    private final CauseReviews reviews;
    private final RuntimeService runtime;
    private final Acting acting;

    ReviewScreen(CaseBriefings briefings, CauseReviews reviews, RuntimeService runtime, Acting acting) {
        this.briefings = briefings;
        this.reviews = reviews;
        this.runtime = runtime;
        this.acting = acting;
    }

    /** Another case is attached to a review that somebody may have before them. */
    void refresh(String reviewNumber) {
        String cases = of(reviews.get(reviewNumber));
        acting.asSystem(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(CAUSE_REVIEW)
                .processInstanceBusinessKey(reviewNumber)
                .list()
                .forEach(instance -> runtime.setVariable(instance.getId(), REVIEWED_CASES.name(), cases)));
    }

    String of(CauseReview review) {
        int each = Math.max(300, LONGEST / review.cases().size() - 40);
        String all = review.cases().stream()
                .map(number -> "#### [%s](/cases/%s)\n%s"
                        .formatted(number, number, cut(briefings.of(number).briefing(), each)))
                .collect(Collectors.joining("\n\n"));
        return cut(all, LONGEST);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }
}
