package io.tradewind.service.process;

import io.tradewind.service.CaseBriefings;
import io.tradewind.service.CauseReviews.CauseReview;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The cases of a review under one another, as many as fit. */
@Component
class ReviewScreen {

    private static final int LONGEST = 3_800;

    private final CaseBriefings briefings;

    ReviewScreen(CaseBriefings briefings) {
        this.briefings = briefings;
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
