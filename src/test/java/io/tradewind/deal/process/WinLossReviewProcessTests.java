package io.tradewind.deal.process;

import static io.tradewind.deal.DealFixtures.MANAGER;
import static io.tradewind.deal.DealFixtures.REP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.deal.Briefings;
import io.tradewind.deal.Deal;
import io.tradewind.deal.DealFixtures;
import io.tradewind.deal.Knowledge;
import io.tradewind.deal.KnowledgeEntry;
import io.tradewind.engine.Processes;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class WinLossReviewProcessTests {

    @Autowired
    private DealFixtures fixtures;

    @Autowired
    private Knowledge knowledge;

    @Autowired
    private Briefings briefings;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    private String review = "";

    @Test
    void aPublishedLessonIsShownInLaterDealsOfTheSameProduct() {
        Deal lost = fixtures.lost();
        begin(lost);
        String lesson = "Bring the engineer " + UUID.randomUUID();

        steps.complete(review, "explain-result", REP, Map.of("why", "Too late", "lesson", "Bring somebody"));
        steps.runJob(review, "save-explanation");
        assertThat(knowledge.find(lost.number())).hasValueSatisfying(entry -> {
            assertThat(entry.state()).isEqualTo("proposed");
            assertThat(entry.competitor()).as("from the deal").isEqualTo("Globex");
            assertThat(entry.proposedBy()).isEqualTo(REP);
        });
        assertThat(steps.task(review, "confirm-lesson").getAssignee()).isEqualTo(MANAGER);
        steps.complete(review, "confirm-lesson", MANAGER, Map.of("lesson", lesson, "lessonDecision", "publish"));
        steps.runJob(review, "file-lesson");

        assertThat(steps.ended(review)).isTrue();
        assertThat(steps.trace(review))
                .containsSubsequence(
                        "prepare-review",
                        "explain-result",
                        "save-explanation",
                        "confirm-lesson",
                        "file-lesson",
                        "lesson-filed");
        String later = fixtures.engaged().number();
        assertThat(knowledge.lessonsFor(later))
                .extracting(KnowledgeEntry::lesson)
                .contains(lesson);
        assertThat(briefings.of(later).lessons()).contains(lesson).contains("lost against Globex");
    }

    @Test
    void aLessonPutAsideIsShownToNobody() {
        Deal won = fixtures.won();
        begin(won);
        String lesson = "Nobody else should do this " + UUID.randomUUID();

        steps.complete(review, "explain-result", REP, Map.of("why", "Luck", "lesson", lesson));
        steps.runAllJobs(review);
        steps.complete(review, "confirm-lesson", MANAGER, Map.of("lesson", lesson, "lessonDecision", "decline"));
        steps.runAllJobs(review);

        assertThat(knowledge.find(won.number()))
                .hasValueSatisfying(entry -> assertThat(entry.state()).isEqualTo("declined"));
        assertThat(knowledge.lessonsFor(fixtures.engaged().number()))
                .extracting(KnowledgeEntry::lesson)
                .doesNotContain(lesson);
    }

    @Test
    void anOpenDealHasNothingToLookBackAt() {
        Deal open = fixtures.engaged();

        assertThatThrownBy(() -> begin(open)).hasMessageContaining("still open");
    }

    private void begin(Deal deal) {
        review = processes.start("win-loss-review", deal.number(), Map.of("dealNumber", deal.number(), "rep", REP));
    }
}
