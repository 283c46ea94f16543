package io.tradewind.deal.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.deal.Deals;
import io.tradewind.deal.ImportedDeal;
import io.tradewind.deal.Stage;
import io.tradewind.deal.Standstills;
import io.tradewind.deal.Standstills.StandingDeal;
import io.tradewind.journey.DealJourneys;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A deal of another system that stood still there already. */
@TradewindTest
class StandingDealQuestionsTests {

    private static final String REP = "hayden-neloms";

    @Autowired
    private DealJourneys journeys;

    @Autowired
    private Deals deals;

    @Autowired
    private Standstills standstills;

    @Autowired
    private StandingDealQuestions questions;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private MutableClock clock;

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    @Test
    void isAskedAboutOnceOnTheNextWorkingDay() {
        while (LocalDate.now(clock).getDayOfWeek() != DayOfWeek.SATURDAY) {
            clock.forward(Duration.ofDays(1));
        }
        String number = deals.importOpen(List.of(new ImportedDeal(
                        UUID.randomUUID().toString(),
                        REP,
                        null,
                        "GTXPro",
                        Stage.ENGAGING,
                        LocalDate.of(2017, 6, 1),
                        null,
                        null,
                        null,
                        null,
                        null)))
                .get(0)
                .dealNumber();
        String journey = journeys.startWithDeal(number, REP, null);
        steps.runAllJobs(journey);
        assertThat(standing(number).isHopeless()).isTrue();

        questions.ask();
        assertThat(standing(number).askedOn())
                .as("nobody is asked on a Saturday")
                .isNull();

        clock.forward(Duration.ofDays(2));
        questions.ask();
        questions.ask();
        assertThat(standing(number).askedOn()).isEqualTo(LocalDate.now(clock));
        assertThat(steps.openTasks(journey))
                .extracting(task -> task.getTaskDefinitionKey())
                .containsOnlyOnce("review-standing-deal");
    }

    private StandingDeal standing(String number) {
        return standstills.standing(List.of(REP)).stream()
                .filter(deal -> deal.number().equals(number))
                .findFirst()
                .orElseThrow();
    }
}
