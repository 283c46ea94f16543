package io.tradewind.kpi.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.deal.DealWon;
import io.tradewind.kpi.PerformanceReview;
import io.tradewind.kpi.PerformanceReviews;
import io.tradewind.kpi.Scorecard;
import io.tradewind.kpi.Scorecards;
import io.tradewind.organization.People;
import io.tradewind.planning.Leaf;
import io.tradewind.planning.Measure;
import io.tradewind.planning.TargetsPublished;
import io.tradewind.service.SurveyAnswered;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TradewindTest
class PerformanceReviewProcessTests {

    private static final String MANAGER = "melvin-marxen";
    private static final YearMonth MARCH = YearMonth.of(2021, 3);

    @Autowired
    private PerformanceReviews reviews;

    @Autowired
    private Scorecards scorecards;

    @Autowired
    private People people;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Web web;

    private String rep = "";

    @BeforeEach
    void somebodyNobodyElseKnows() {
        rep = person("sales-rep", MANAGER);
    }

    @AfterEach
    void theyLeave() {
        jdbc.sql("UPDATE person SET active = false WHERE user_id LIKE 'zz-%'").update();
    }

    @Test
    void aMonthIsReadMarkedTalkedAboutAgreedAndFrozen() {
        someFacts();
        PerformanceReview review = opened();
        String life = life(review);

        steps.runJob(life, "compute-scorecard");
        assertThat(mails(review)).containsExactly("scorecard-ready to " + rep);
        assertThat(text(life, "subject")).isEqualTo("Zoe Zander, 2021-03");
        assertThat(reviews.card(review.number()).score()).isEqualTo("112.50");
        assertThat(text(life, "cardText"))
                .contains("Collection rate", "nothing to measure", "Score: 112.5 points", "weight 50 = **75** points");

        steps.complete(life, "read-scorecard", rep, Map.of("repComment", "The new customer took all of March."));
        steps.runJob(life, "record-comment");
        assertThat(mails(review)).containsExactly("scorecard-ready to " + rep, "review-marks-due to " + MANAGER);

        steps.complete(life, "give-marks", MANAGER, marks(3, 4, 5));
        steps.runJob(life, "record-marks");
        steps.complete(life, "hold-talk", MANAGER, talk());
        nobodyReadsInTheProcess(
                life, "The new customer took", "Helps the new ones", "Keeps what was", "What went well");
        steps.runJob(life, "record-talk");
        steps.complete(life, "give-recognition", MANAGER, Map.of("outcomeWords", "For the first order of Acme."));
        steps.runJob(life, "record-result");
        assertThat(words("outcome")).isEqualTo("For the first order of Acme.");
        steps.complete(life, "agree-result", rep, Map.of("resultAgreed", "yes"));
        steps.runJob(life, "record-agreement");

        assertThat(steps.trace(life))
                .containsExactly(
                        "review-due",
                        "compute-scorecard",
                        "is-there-a-score",
                        "tell-rep",
                        "read-scorecard",
                        "record-comment",
                        "is-rep-still-here",
                        "give-marks",
                        "record-marks",
                        "hold-talk",
                        "record-talk",
                        "propose-outcome",
                        "what-follows",
                        "give-recognition",
                        "record-result",
                        "agree-result",
                        "record-agreement",
                        "is-a-talk-needed",
                        "freeze-scorecard",
                        "is-a-follow-up-due",
                        "reviewed");
        assertThat(kept().review().ended()).isEqualTo("agreed");
        assertThat(kept().review().outcome()).isEqualTo("recognition");
        nobodyReadsInTheProcess(life, "For the first order");
        assertThat(known(life))
                .as("what is said of a person passes through the process and stays nowhere in it")
                .contains("reviewNumber", "reviewOutcome")
                .doesNotContain("repComment", "talkNotes", "outcomeWords", "answerReason")
                .noneMatch(name ->
                        name.startsWith("teamwork") || name.startsWith("diligence") || name.startsWith("reliability"));
        assertThat(kept().entries())
                .extracting(entry -> entry.kind() + " by " + entry.saidBy())
                .containsExactly(
                        "comment by " + rep,
                        "mark by " + MANAGER,
                        "mark by " + MANAGER,
                        "mark by " + MANAGER,
                        "talk by " + MANAGER,
                        "outcome by " + MANAGER,
                        "agreed by " + rep);
    }

    @Test
    void aFactThatComesAfterTheFreezeChangesNothing() {
        someFacts();
        String life = marked(opened());
        steps.complete(life, "hold-talk", MANAGER, talk());
        steps.runJob(life, "record-talk");
        steps.complete(life, "give-recognition", MANAGER, Map.of("outcomeWords", "A good month."));
        steps.runJob(life, "record-result");
        steps.complete(life, "agree-result", rep, Map.of("resultAgreed", "yes"));
        steps.runJob(life, "record-agreement");
        Scorecard frozen = kept().card();

        survey(0);

        assertThat(kept().card()).isEqualTo(frozen);
        assertThat(frozen.score()).isEqualTo("112.50");
        assertThat(frozen.weightsVersion()).isPositive();
        assertThat(scorecards.of(people.get(rep), MARCH).score())
                .as("today it would be less: satisfaction 30 of 80 points")
                .isEqualTo("93.75");
        String number = kept().review().number();
        assertThatThrownBy(() -> reviews.compute(number)).hasMessageContaining("frozen");
        assertThatThrownBy(() -> reviews.open(rep, MARCH)).hasMessageContaining("reviewed once");
        for (String change : List.of(
                "UPDATE scorecard SET score = 1 WHERE review = '%s'",
                "DELETE FROM scorecard_component WHERE review = '%s'",
                "UPDATE performance_review_entry SET words = '' WHERE review = '%s'",
                "UPDATE performance_review SET outcome = 'nothing' WHERE number = '%s'",
                "DELETE FROM performance_review WHERE number = '%s'")) {
            assertThatThrownBy(() -> jdbc.sql(change.formatted(number)).update())
                    .as(change)
                    .hasMessageMatching("(?s).*(append-only|is not changed).*");
        }
    }

    @Test
    void whoSaysNothingInTimeIsGoneOnWithoutAndTheRecordSaysSo() {
        someFacts();
        PerformanceReview review = opened();
        String life = life(review);
        steps.runJob(life, "compute-scorecard");

        steps.fireTimer(life, "read-scorecard");
        assertThat(mails(review)).contains("task-reminder to " + rep);
        steps.fireTimer(life, "read-scorecard");
        assertThat(mails(review)).contains("task-escalation to " + MANAGER);
        steps.fireTimer(life, "no-comment");
        steps.runAllJobs(life);
        steps.complete(life, "give-marks", MANAGER, marks(3, 3, 3));
        steps.runAllJobs(life);
        steps.complete(life, "hold-talk", MANAGER, talk());
        steps.runAllJobs(life);
        steps.complete(life, "give-recognition", MANAGER, Map.of("outcomeWords", "A good month."));
        steps.runAllJobs(life);
        steps.fireTimer(life, "agree-result");
        steps.fireTimer(life, "no-answer");
        steps.runAllJobs(life);

        assertThat(steps.trace(life)).endsWith("reviewed");
        assertThat(kept().review().ended()).isEqualTo("no-answer");
        assertThat(kept().entries())
                .extracting(PerformanceReview.Entry::kind)
                .containsExactly("silence", "mark", "mark", "mark", "talk", "outcome", "no-answer");
        assertThat(kept().entries().get(0).saidBy()).isNull();
    }

    @Test
    void aWeakMonthEndsInAPlanThatIsLookedAtOnItsDay() {
        survey(2);
        String life = marked(opened());
        steps.complete(life, "hold-talk", MANAGER, talk());
        steps.runJob(life, "record-talk");
        steps.fireTimer(life, "plan-improvement");
        LocalDate later = workingTime.today().plusDays(20);
        assertThatThrownBy(() -> steps.complete(
                        life,
                        "plan-improvement",
                        MANAGER,
                        Map.of(
                                "outcomeWords",
                                "Visits together.",
                                "followUpOn",
                                workingTime.today().toString())))
                .hasStackTraceContaining("day to come");
        steps.complete(
                life,
                "plan-improvement",
                MANAGER,
                Map.of("outcomeWords", "Visits together.", "followUpOn", later.toString()));
        steps.runJob(life, "record-result");
        steps.complete(life, "agree-result", rep, Map.of("resultAgreed", "yes", "answerReason", "That helps."));
        steps.runAllJobs(life);
        assertThat(kept().review().frozen()).isTrue();

        steps.fireTimer(life, "follow-up-day");
        steps.runJob(life, "find-reviewer");
        steps.fireTimer(life, "follow-up");
        steps.complete(
                life,
                "follow-up",
                MANAGER,
                Map.of("followUpResult", "partly", "followUpWords", "Two of three visits."));

        assertThat(steps.trace(life)).endsWith("follow-up", "record-follow-up", "followed-up");
        assertThat(kept().entries()).last().satisfies(entry -> assertThat(entry.about())
                .isEqualTo("partly"));
        assertThat(kept().review().outcome()).isEqualTo("improvement");
    }

    @Test
    void withoutAnythingMeasuredAPersonDecides() {
        String closed = life(opened());
        steps.runJob(closed, "compute-scorecard");
        steps.fireTimer(closed, "decide-without-score");
        assertThat(text(closed, "cardText")).contains("No score");
        assertThatThrownBy(() -> steps.complete(
                        closed,
                        "decide-without-score",
                        MANAGER,
                        Map.of("reviewAllTheSame", "no", "noScoreReason", " ")))
                .hasStackTraceContaining("is required");
        steps.complete(
                closed,
                "decide-without-score",
                MANAGER,
                Map.of("reviewAllTheSame", "no", "noScoreReason", "Began on the 28th."));
        steps.runJob(closed, "record-decision-without-score");
        assertThat(steps.trace(closed)).endsWith("close-without-talk", "closed-without-talk");
        assertThat(kept().review().ended()).isEqualTo("no-review");

        rep = person("sales-rep", MANAGER);
        String held = life(opened());
        steps.runJob(held, "compute-scorecard");
        steps.complete(
                held,
                "decide-without-score",
                MANAGER,
                Map.of("reviewAllTheSame", "yes", "noScoreReason", "We talk about the start."));
        steps.runAllJobs(held);
        steps.complete(held, "read-scorecard", rep, Map.of());
        steps.runAllJobs(held);
        steps.complete(held, "give-marks", MANAGER, marks(4, 4, 4));
        steps.runAllJobs(held);
        steps.complete(held, "hold-talk", MANAGER, talk());
        steps.runAllJobs(held);
        steps.fireTimer(held, "choose-outcome");
        steps.complete(
                held,
                "choose-outcome",
                MANAGER,
                Map.of("reviewOutcome", "nothing", "outcomeReason", "A month to begin with."));
        steps.runAllJobs(held);
        assertThat(words("outcome")).isEqualTo("A month to begin with.");
        assertThat(steps.task(held, "agree-result").getAssignee()).isEqualTo(rep);
    }

    @Test
    void whatIsNotAgreedIsComputedAndTalkedAboutOnceMore() {
        someFacts();
        String life = talked(marked(opened()));
        assertThatThrownBy(() -> steps.complete(life, "agree-result", rep, Map.of("resultAgreed", "no")))
                .hasStackTraceContaining("Say it in a few words");
        steps.complete(
                life,
                "agree-result",
                rep,
                Map.of("resultAgreed", "no", "answerReason", "The survey was somebody else's."));
        steps.runJob(life, "record-agreement");
        assertThat(steps.trace(life)).contains("compute-again");
        steps.fireTimer(life, "hold-talk");
        assertThat(words("disagreed")).contains("The survey was somebody else's.");

        survey(10);
        steps.complete(life, "hold-talk", MANAGER, talk());
        steps.runAllJobs(life);
        steps.fireTimer(life, "give-recognition");
        steps.complete(life, "give-recognition", MANAGER, Map.of("outcomeWords", "A good month."));
        steps.runAllJobs(life);
        steps.complete(life, "agree-result", rep, Map.of("resultAgreed", "no", "answerReason", "Still not mine."));
        steps.runAllJobs(life);

        assertThat(steps.trace(life)).endsWith("reviewed");
        assertThat(kept().review().ended()).isEqualTo("not-agreed");
        assertThat(kept().entries())
                .filteredOn(entry -> entry.kind().equals("disagreed"))
                .hasSize(2);
    }

    @Test
    void theSecondCardHasTheWeightsOfTheFirstAndTheFirstScoreStays() {
        survey(6);
        String number = opened().number();
        jdbc.sql("INSERT INTO scorecard (review, revision, weights_version, score, computed_at)"
                        + " VALUES (:number, 1, 999, 88, now())")
                .param("number", number)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO scorecard_component (review, revision, position, figure, title, formula, unit,
                               lower_is_better, weight, goal, floor, cap, facts)
                        VALUES (:number, 1, 1, 'customer-satisfaction', 'Customer satisfaction', '', 'points', false, 10, 60,
                                0, 1.2, 1)
                        """)
                .param("number", number)
                .update();

        Scorecard second = reviews.compute(number);

        assertThat(second.weightsVersion()).isEqualTo(999);
        assertThat(second.score())
                .as("60 points of 60, whatever the table says now")
                .isEqualTo("100.00");
        assertThat(kept().earlier()).singleElement().satisfies(first -> assertThat(first.score())
                .isEqualByComparingTo("88"));
        assertThat(scorecards.again(people.get(rep), MARCH, second).score()).isEqualTo("100.00");
    }

    @Test
    void anEarlierNoIsNotTakenForAnAnswerWhenTheTimePassesLater() {
        someFacts();
        String life = talked(marked(opened()));
        steps.complete(life, "agree-result", rep, Map.of("resultAgreed", "no", "answerReason", "Not mine."));
        steps.runAllJobs(life);
        talkedAgain(life);
        steps.fireTimer(life, "no-answer");
        steps.runAllJobs(life);

        assertThat(kept().review().ended()).isEqualTo("no-answer");
    }

    @Test
    void whoHasLeftNeedsNoTalk() {
        someFacts();
        String life = life(opened());
        steps.runJob(life, "compute-scorecard");
        jdbc.sql("UPDATE person SET active = false WHERE user_id = :id")
                .param("id", rep)
                .update();

        steps.fireTimer(life, "no-comment");
        steps.runAllJobs(life);

        assertThat(steps.trace(life)).endsWith("is-rep-still-here", "close-without-talk", "closed-without-talk");
        assertThat(kept().review().ended()).isEqualTo("rep-left");
        assertThat(kept().card().score()).as("the figures as they were").isEqualTo("112.50");
        assertThatThrownBy(() -> reviews.open(rep, MARCH.plusMonths(1))).hasMessageContaining("has left");
    }

    @Test
    void nobodySpeaksForTheRepAndNobodyReviewsThemselves() {
        rep = "darcel-schlecht";
        someFacts();
        String life = life(opened());
        steps.runJob(life, "compute-scorecard");
        String task = steps.task(life, "read-scorecard").getId();
        assertThatThrownBy(() -> steps.as(rep, () -> tasks.setAssignee(task, "vicki-laflamme")))
                .hasStackTraceContaining("Nobody else answers");
        steps.complete(life, "read-scorecard", rep, Map.of());
        steps.runAllJobs(life);
        String marks = steps.task(life, "give-marks").getId();
        assertThatThrownBy(() -> steps.as(MANAGER, () -> tasks.setAssignee(marks, rep)))
                .hasStackTraceContaining("Nobody reviews themselves");
        assertThatThrownBy(() -> steps.as(MANAGER, () -> tasks.setAssignee(marks, "vicki-laflamme")))
                .hasStackTraceContaining("held by a sales manager");
        String number = kept().review().number();
        steps.as(rep, () -> assertThatThrownBy(() -> reviews.talk(number, workingTime.today(), "With me alone."))
                .hasMessageContaining("Nobody reviews themselves"));
    }

    @Test
    void aManagersOwnCardGoesToTheirSuperior() {
        String manager = person("sales-manager", "director");
        PerformanceReview review = reviews.open(manager, MARCH);

        assertThat(review.reviewer()).isEqualTo("director");
    }

    @Test
    void withoutASuperiorTheDirectorHoldsIt() {
        String alone = person("sales-rep", null);

        assertThat(reviews.open(alone, MARCH).reviewer()).isEqualTo("director");
    }

    @Test
    void whoseManagerHasLeftIsReviewedByTheNextAbove() {
        String gone = person("sales-manager", "director");
        String below = person("sales-rep", gone);
        jdbc.sql("UPDATE person SET active = false WHERE user_id = :id")
                .param("id", gone)
                .update();

        assertThat(reviews.open(below, MARCH).reviewer()).isEqualTo("director");
    }

    @Test
    void noReviewBeginsByItselfWhereNothingCanBeScored() {
        reviews.openNext("zz");
        assertThat(lastMonth(rep)).isEmpty();

        lastMonthsFacts();
        reviews.openNext("zz");
        assertThat(lastMonth(rep)).hasSize(1);
    }

    @Test
    void whoHasNobodyAboveInTheLineIsReviewedByTheDirectorAndTheDirectorByNobody() {
        String alone = person("sales-rep", null);
        assertThat(reviews.open(alone, MARCH).reviewer()).isEqualTo("director");

        String line = "UPDATE person SET active = NOT active WHERE role IN ('sales-director', 'general-manager') AND";
        String free = person("sales-rep", null);
        transaction.executeWithoutResult(nobody -> {
            jdbc.sql(line + " active").update();
            assertThatThrownBy(() -> reviews.open(free, MARCH)).hasMessageContaining("Nobody stands above");
            nobody.setRollbackOnly();
        });
        assertThat(people.get("director").active()).isTrue();
    }

    @Test
    void aScorecardTakesTheAttainmentOfThePublishedTargetsAlsoOfWhoJoinsLater() {
        someFacts();
        target(MARCH.plusMonths(1), "4000");
        assertThat(attainment(MARCH)).as("no target before the first month").isNull();

        target(MARCH, "2000");
        assertThat(attainment(MARCH)).isEqualByComparingTo("0.5");
        assertThat(attainment(MARCH.plusMonths(1))).isEqualByComparingTo("0");
    }

    private @Nullable BigDecimal attainment(YearMonth month) {
        return scorecards.of(people.get(rep), month).components().stream()
                .filter(component -> component.figure().equals("target-attainment"))
                .map(Scorecard.Component::value)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void target(YearMonth month, String amount) {
        transaction.executeWithoutResult(status -> events.publishEvent(new TargetsPublished(
                "TP-2021-" + UUID.randomUUID(),
                2021,
                1,
                "USD",
                month.atDay(1),
                List.of(new Leaf(
                        Measure.REVENUE,
                        "region-central",
                        "team-melvin-marxen",
                        rep,
                        null,
                        null,
                        month.atDay(1),
                        new BigDecimal(amount))))));
    }

    @Test
    void whoIsAbsentIsReviewedWhenTheyAreBack() {
        lastMonthsFacts();
        jdbc.sql("INSERT INTO absence (user_id, from_day, to_day, delegate) VALUES (:rep, :day, :day, :delegate)")
                .param("rep", rep)
                .param("day", workingTime.today())
                .param("delegate", "darcel-schlecht")
                .update();
        assertThatThrownBy(() -> reviews.open(rep, MARCH)).hasMessageContaining("absent today");
        reviews.openNext("zz");
        assertThat(lastMonth(rep)).isEmpty();

        jdbc.sql("DELETE FROM absence WHERE user_id = :rep").param("rep", rep).update();
        reviews.openNext("zz");
        assertThat(lastMonth(rep)).hasSize(1);
        reviews.openNext("zz");
        assertThat(lastMonth(rep)).hasSize(1);
    }

    @Test
    void whoFallsIllMeanwhileIsNotSpokenForByTheDelegate() {
        someFacts();
        PerformanceReview review = opened();
        jdbc.sql("INSERT INTO absence (user_id, from_day, to_day, delegate) VALUES (:rep, :day, :day, :delegate)")
                .param("rep", rep)
                .param("day", workingTime.today())
                .param("delegate", "darcel-schlecht")
                .update();
        String life = life(review);
        steps.runJob(life, "compute-scorecard");

        assertThat(steps.task(life, "read-scorecard").getAssignee()).isEqualTo(rep);
        jdbc.sql("DELETE FROM absence WHERE user_id = :rep").param("rep", rep).update();
    }

    @Test
    void onlyMonthsThatAreOverAndPeopleWithACardAreReviewed() {
        assertThatThrownBy(() -> reviews.open(rep, YearMonth.from(workingTime.today())))
                .hasMessageContaining("not over yet");
        assertThatThrownBy(() -> reviews.open("director", MARCH)).hasMessageContaining("is none");
        assertThatThrownBy(() -> reviews.open(rep, YearMonth.of(1, 1))).hasMessageContaining("1900");
        assertThatThrownBy(() -> reviews.open("zz-unknown", MARCH)).hasMessageContaining("");
    }

    @Test
    void marksTalkAndDaysMustBePossible() {
        someFacts();
        PerformanceReview review = opened();
        String life = life(review);
        steps.runAllJobs(life);
        steps.complete(life, "read-scorecard", rep, Map.of());
        steps.runAllJobs(life);
        Map<String, Object> withoutReason = new HashMap<>(marks(1, 2, 3));
        withoutReason.put("diligenceReason", "  ");
        assertThatThrownBy(() -> steps.complete(life, "give-marks", MANAGER, withoutReason))
                .hasStackTraceContaining("is required");
        Map<String, Object> six = new HashMap<>(marks(1, 2, 3));
        six.put("teamwork", "6");
        assertThatThrownBy(() -> steps.complete(life, "give-marks", MANAGER, six))
                .isNotNull();
        steps.fireTimer(life, "give-marks");
        steps.complete(life, "give-marks", MANAGER, marks(1, 2, 3));
        steps.runAllJobs(life);
        for (LocalDate day : List.of(workingTime.today().plusDays(1), MARCH.atDay(30))) {
            assertThatThrownBy(() -> steps.complete(
                            life, "hold-talk", MANAGER, Map.of("talkOn", day.toString(), "talkNotes", "We talked.")))
                    .hasStackTraceContaining("talk");
        }
        assertThatThrownBy(
                        () -> steps.as(MANAGER, () -> reviews.talk(review.number(), workingTime.today(), "a\u0000b")))
                .hasMessageContaining("printed");
        assertThat(kept().entries()).extracting(PerformanceReview.Entry::kind).doesNotContain("talk");
    }

    @Test
    void severalNodesOpenAMonthOnce() throws Exception {
        lastMonthsFacts();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        Callable<Object> node = () -> reviews.openNext("zz");
        for (Future<?> done : nodes.invokeAll(List.of(node, node, node, node))) {
            done.get();
        }
        nodes.shutdown();

        assertThat(lastMonth(rep)).hasSize(1);
    }

    @Test
    void everyMorningTheReviewsOfLastMonthBegin() {
        lastMonthsFacts();
        // everybody else has had theirs
        jdbc.sql(
                        """
                        INSERT INTO performance_review (number, rep, period, reviewer, opened_by, opened_at, closed_at, ended)
                        SELECT 'PR-before-' || user_id, user_id, :period, 'gm', 'system', now(), now(), 'no-review'
                          FROM person WHERE role IN ('sales-rep', 'sales-manager') AND user_id <> :rep
                        ON CONFLICT DO NOTHING
                        """)
                .param(
                        "period",
                        YearMonth.from(workingTime.today()).minusMonths(1).atDay(1))
                .param("rep", rep)
                .update();

        steps.fireStartTimer("performance-review", "every-morning");
        String round = jdbc.sql(
                        """
                        SELECT e.proc_inst_id_ FROM act_ru_execution e JOIN act_ru_job j ON j.execution_id_ = e.id_
                         WHERE e.act_id_ = 'open-reviews' AND j.handler_type_ = 'async-continuation'
                        """)
                .query(String.class)
                .single();
        steps.runAllJobs(round);

        assertThat(steps.trace(round)).contains("are-all-opened").endsWith("all-opened");
        assertThat(lastMonth(rep)).hasSize(1);
    }

    @Test
    void whoJoinsWithinAMonthIsMeasuredByWhatThereIs() {
        survey(8);

        Scorecard card = scorecards.of(people.get(rep), MARCH);

        assertThat(card.reweighted()).isTrue();
        assertThat(card.score()).as("satisfaction alone: 80 of 80 points").isEqualTo("100.00");
    }

    @Test
    void theListAndTheCardSayTheSame() {
        someFacts();
        Scorecard one = scorecards.of(people.get(rep), MARCH);
        Scorecard listed = scorecards
                .of(List.of(people.get(rep), people.get(MANAGER)), MARCH)
                .cards()
                .get(rep);

        assertThat(listed.score()).isEqualTo(one.score());
        assertThat(listed.components())
                .extracting(Scorecard.Component::points)
                .isEqualTo(one.components().stream()
                        .map(Scorecard.Component::points)
                        .toList());
    }

    private String marked(PerformanceReview review) {
        String life = life(review);
        steps.runAllJobs(life);
        steps.complete(life, "read-scorecard", rep, Map.of("repComment", "A month like others."));
        steps.runAllJobs(life);
        steps.complete(life, "give-marks", MANAGER, marks(3, 4, 5));
        steps.runAllJobs(life);
        return life;
    }

    private String talked(String life) {
        talkedAgain(life);
        return life;
    }

    private void talkedAgain(String life) {
        steps.complete(life, "hold-talk", MANAGER, talk());
        steps.runAllJobs(life);
        steps.complete(life, "give-recognition", MANAGER, Map.of("outcomeWords", "A good month."));
        steps.runAllJobs(life);
    }

    private Map<String, String> talk() {
        return Map.of("talkOn", workingTime.today().toString(), "talkNotes", "What went well and what did not.");
    }

    private static Map<String, String> marks(int teamwork, int diligence, int reliability) {
        return Map.of(
                "teamwork",
                String.valueOf(teamwork),
                "teamworkReason",
                "Helps the new ones.",
                "diligence",
                String.valueOf(diligence),
                "diligenceReason",
                "Reports in time.",
                "reliability",
                String.valueOf(reliability),
                "reliabilityReason",
                "Keeps what was promised.");
    }

    /** Those who may look into every instance find it there, and what is kept of it, but not these words. */
    private void nobodyReadsInTheProcess(String life, String... words) {
        boolean runs = !steps.ended(life);
        for (String reader : List.of("owner", "admin")) {
            for (String path : List.of(
                    "process-instance/" + life + "/variables",
                    "variable-instance?maxResults=200&processInstanceIdIn=" + life,
                    "history/variable-instance?maxResults=200&processInstanceId=" + life,
                    "history/detail?maxResults=200&processInstanceId=" + life)) {
                if (!runs && !path.startsWith("history/")) {
                    continue;
                }
                HttpResponse<String> answer = web.program(reader).get("/engine-rest/" + path);
                assertThat(answer.statusCode()).as(path + " as " + reader).isEqualTo(200);
                assertThat(answer.body())
                        .as(path + " as " + reader)
                        .contains(path.startsWith("history/detail") ? life : "reviewNumber")
                        .doesNotContain(words);
            }
        }
    }

    private List<String> known(String life) {
        return jdbc.sql(
                        """
                        SELECT name_ FROM act_hi_varinst WHERE proc_inst_id_ = :life
                        UNION SELECT name_ FROM act_ru_variable WHERE proc_inst_id_ = :life
                        UNION SELECT name_ FROM act_hi_detail WHERE proc_inst_id_ = :life AND name_ IS NOT NULL
                        """)
                .param("life", life)
                .query(String.class)
                .list();
    }

    private @Nullable String words(String kind) {
        return kept().entries().stream()
                .filter(entry -> entry.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kept().entries().toString()))
                .words();
    }

    private PerformanceReview opened() {
        return reviews.open(rep, MARCH);
    }

    private PerformanceReview.Record kept() {
        return reviews.find(rep, MARCH).orElseThrow();
    }

    /** A first order of a new customer, and a survey answer of 6: 1.5 and 0.75 attained, each half of the weight. */
    private void someFacts() {
        String number = "D-" + UUID.randomUUID();
        transaction.executeWithoutResult(status -> events.publishEvent(new DealWon(
                number,
                rep,
                ThreadLocalRandom.current().nextLong(1_000_000_000L, 2_000_000_000L),
                "gtx-pro",
                new BigDecimal("1000"),
                new BigDecimal("1100"),
                new BigDecimal("600"),
                "USD",
                MARCH.atDay(1),
                MARCH.atDay(20))));
        survey(6);
    }

    private void lastMonthsFacts() {
        transaction.executeWithoutResult(status -> events.publishEvent(new SurveyAnswered(
                ThreadLocalRandom.current().nextLong(1_000_000_000L, Long.MAX_VALUE),
                1L,
                rep,
                9,
                YearMonth.from(workingTime.today()).minusMonths(1).atDay(12))));
    }

    private void survey(int score) {
        transaction.executeWithoutResult(status -> events.publishEvent(new SurveyAnswered(
                ThreadLocalRandom.current().nextLong(1_000_000_000L, Long.MAX_VALUE),
                1L,
                rep,
                score,
                MARCH.atDay(21))));
    }

    private String person(String role, @Nullable String manager) {
        String id = "zz-" + UUID.randomUUID();
        jdbc.sql(
                        """
                        INSERT INTO person (user_id, name, email, role, manager)
                        VALUES (:id, 'Zoe Zander', :id || '@z.example', :role, :manager)
                        """)
                .param("id", id)
                .param("role", role)
                .param("manager", manager, java.sql.Types.VARCHAR)
                .update();
        return id;
    }

    private List<String> lastMonth(String of) {
        return jdbc.sql("SELECT number FROM performance_review WHERE rep = :rep AND period = :period")
                .param("rep", of)
                .param(
                        "period",
                        YearMonth.from(workingTime.today()).minusMonths(1).atDay(1))
                .query(String.class)
                .list();
    }

    private List<String> mails(PerformanceReview review) {
        return jdbc.sql("SELECT template || ' to ' || recipient_user FROM mail WHERE reference = :number ORDER BY id")
                .param("number", review.number())
                .query(String.class)
                .list();
    }

    private @Nullable String text(String life, String variable) {
        return jdbc.sql("SELECT text_ FROM act_hi_varinst WHERE proc_inst_id_ = :life AND name_ = :name")
                .param("life", life)
                .param("name", variable)
                .query(String.class)
                .single();
    }

    private String life(PerformanceReview review) {
        return jdbc.sql(
                        "SELECT proc_inst_id_ FROM act_hi_procinst WHERE business_key_ = :number AND proc_def_key_ = 'performance-review'")
                .param("number", review.number())
                .query(String.class)
                .single();
    }
}
