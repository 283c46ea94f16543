package io.tradewind.planning.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Roles;
import io.tradewind.planning.Measure;
import io.tradewind.planning.Replans;
import io.tradewind.planning.TargetHistory;
import io.tradewind.planning.TargetPlan;
import io.tradewind.planning.TargetPlans;
import io.tradewind.planning.TargetRounds;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class SalesPlanningProcessTests {

    private static final String REP = "darcel-schlecht";
    private static final String AWAY = "vicki-laflamme";
    private static final String MANAGER = "melvin-marxen";
    private static final String TEAM = "team-melvin-marxen";

    @Autowired
    private EngineSteps steps;

    @Autowired
    private FormService forms;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Acting acting;

    @Autowired
    private TargetPlans plans;

    @Autowired
    private Replans replans;

    @Autowired
    private TargetHistory history;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TargetRounds rounds;

    @Autowired
    private TargetChangeProcess changes;

    @Autowired
    private People people;

    @Autowired
    private WorkingTime workingTime;

    @Test
    void everybodyAgreesAndTheTargetsArePublishedThenChangedWithinTheYear() {
        int year = workingTime.today().getYear() + 2;
        String life = start("director", year, 2);
        String number = number(life);
        assertThat(plans.get(number).state()).isEqualTo(TargetPlan.State.DRAFT);
        steps.fireTimer(life, "review-breakdown");

        steps.complete(life, "review-breakdown", "director", Map.of("planDecision", "send"));
        assertThat(asked(life, "agree-team-target"))
                .containsExactlyInAnyOrderElementsOf(people.inRole(Roles.SALES_MANAGER).stream()
                        .map(manager -> manager.userId())
                        .toList());
        steps.fireTimer(life, "agree-team-target");
        everybody(life, "agree-team-target");
        jdbc.sql("INSERT INTO absence (user_id, from_day, to_day, delegate) VALUES (:rep, :day, :day, :delegate)")
                .param("rep", AWAY)
                .param("day", workingTime.today())
                .param("delegate", REP)
                .update();
        steps.runAllJobs(life);
        jdbc.sql("DELETE FROM absence WHERE user_id = :rep").param("rep", AWAY).update();
        assertThat(asked(life, "agree-own-target"))
                .hasSize(people.inRole(Roles.SALES_REP).size())
                .contains(REP)
                .as("who is away is spoken for by the delegate")
                .doesNotContain(AWAY);
        assertThat(steps.openTasks(life).stream().filter(task -> AWAY.equals(task.getOwner())))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.getAssignee()).isEqualTo(REP);
                    assertThat(acting.asSystem(() -> tasks.getVariable(task.getId(), "subject")))
                            .isEqualTo("Vicki Laflamme, " + year);
                });
        steps.fireTimer(life, "agree-own-target");
        everybody(life, "agree-own-target");
        steps.runAllJobs(life);

        assertThat(plans.published(year)).hasValueSatisfying(plan -> {
            assertThat(plan.number()).isEqualTo(number);
            assertThat(plan.version()).isEqualTo(1);
        });
        int asked = people.inRole(Roles.SALES_MANAGER).size()
                + people.inRole(Roles.SALES_REP).size();
        assertThat(mails(number, "target-asked")).hasSize(asked).contains(MANAGER, REP);
        assertThat(mails(number, "targets-published")).hasSize(asked).contains(AWAY);
        assertThat(jdbc.sql("SELECT text FROM mail WHERE reference = :number AND template = 'target-asked'"
                                + " AND cause LIKE '%:' || :away")
                        .param("number", number)
                        .param("away", AWAY)
                        .query(String.class)
                        .single())
                .contains("You stand in for Vicki Laflamme", "Revenue ")
                .doesNotContain("margin");
        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life))
                .startsWith("targets-wanted", "propose-targets", "review-breakdown", "is-it-put-to-teams")
                .containsSubsequence("put-to-reps", "weigh-objections", "does-anybody-object", "publish-targets")
                .endsWith("targets-published")
                .doesNotContain("answer-objections");

        aSmallChangeIsTheDirectorsOwn(year);
        aLargeOneNeedsTheGeneralManager(year);
        whatNobodyGoesOnWithIsGivenUpAndItsProcessEnds(year);
    }

    private void aSmallChangeIsTheDirectorsOwn(int year) {
        String change = changed(year, "1000");
        steps.as("director", () -> changes.ask(change));
        String life = instance(change);
        steps.runJob(life, "publish-change");

        assertThat(plans.get(change).version()).isEqualTo(2);
        assertThat(mails(change, "targets-changed"))
                .as("only those whose numbers changed")
                .containsExactlyInAnyOrder(MANAGER, REP);
        assertThat(steps.trace(life)).endsWith("change-published").doesNotContain("decide-request");
    }

    private void aLargeOneNeedsTheGeneralManager(int year) {
        String rejected = changed(year, "300000");
        steps.as("director", () -> changes.ask(rejected));
        assertThatThrownBy(() -> steps.as(
                        "director",
                        () -> plans.change(
                                rejected, Map.of(REP, Map.of(Measure.CASH, BigDecimal.ONE)), false, null, "A reason")))
                .hasMessageContaining("waits for approval");
        String first = instance(rejected);
        steps.complete(first, "decide-request", "gm", Map.of("decision", "reject", "comment", "Not this year."));
        steps.runAllJobs(first);
        assertThat(plans.get(rejected).state()).isEqualTo(TargetPlan.State.WITHDRAWN);
        assertThat(plans.published(year).orElseThrow().version()).isEqualTo(2);

        String granted = changed(year, "300000");
        steps.as("director", () -> changes.ask(granted));
        String sentBack = instance(granted);
        steps.complete(sentBack, "decide-request", "gm", Map.of("decision", "send-back", "comment", "Say more."));
        steps.runAllJobs(sentBack);
        assertThat(plans.get(granted).state()).isEqualTo(TargetPlan.State.DRAFT);
        steps.as("director", () -> changes.ask(granted));
        String second = instance(granted);
        steps.complete(second, "decide-request", "gm", Map.of("decision", "approve"));
        steps.runAllJobs(second);
        assertThat(plans.published(year).orElseThrow().number()).isEqualTo(granted);
        assertThat(history.consent(plans.get(granted))).hasValueSatisfying(consent -> {
            assertThat(consent.askedBy()).isEqualTo("director");
            assertThat(consent.agreedBy()).containsExactly("gm");
        });
        assertThat(history.steps(plans.get(granted)))
                .as("what both changes made of it, each with its own reason")
                .filteredOn(step -> step.node().equals(REP))
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.reason()).isEqualTo("A reason"));
    }

    private void whatNobodyGoesOnWithIsGivenUpAndItsProcessEnds(int year) {
        String change = changed(year, "300000");
        steps.as("director", () -> changes.ask(change));
        String life = instance(change);
        steps.as("director", () -> replans.giveUp(change, "The customer stays after all"));
        steps.runAllJobs(life);

        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.openTasks(life)).isEmpty();
        assertThat(plans.get(change).state()).isEqualTo(TargetPlan.State.WITHDRAWN);
        assertThat(plans.get(change).givenUpBecause()).isEqualTo("The customer stays after all");
    }

    private List<String> mails(String number, String template) {
        return jdbc.sql("SELECT recipient_user FROM mail WHERE reference = :number AND template = :template")
                .param("number", number)
                .param("template", template)
                .query(String.class)
                .list();
    }

    /** From what is another team's to a rep of Melvin's. */
    private String changed(int year, String by) {
        String[] number = new String[1];
        steps.as("director", () -> {
            number[0] = replans.replan(year, 4, "A large customer moved");
            BigDecimal amount = new BigDecimal(by);
            Map<String, Map<Measure, BigDecimal>> values = new HashMap<>();
            for (String node : List.of("company", "region-central", TEAM, REP)) {
                values.put(
                        node,
                        Map.of(
                                Measure.REVENUE,
                                plans.breakdown(number[0])
                                        .value(node, Measure.REVENUE)
                                        .add(amount)));
            }
            plans.change(number[0], values, false, null, "A reason");
        });
        return number[0];
    }

    @Test
    void whoObjectsIsHeardAndOnlyTheyAreAskedAgainUntilTheDirectorDecides() {
        int year = workingTime.today().getYear() + 3;
        String life = start("director", year, 2);
        String number = number(life);
        steps.complete(life, "review-breakdown", "director", Map.of("planDecision", "send"));

        String team = steps.openTasks(life).stream()
                .filter(open -> MANAGER.equals(open.getAssignee()))
                .findFirst()
                .orElseThrow()
                .getId();
        for (String other : List.of(REP, "director")) {
            assertThatThrownBy(() -> steps.as(MANAGER, () -> tasks.setAssignee(team, other)))
                    .hasStackTraceContaining("Melvin Marxen is asked and answers");
        }
        assertThatThrownBy(() -> answer(life, "agree-team-target", MANAGER, Map.of("targetAnswer", "objects")))
                .hasMessageContaining("at least one number");
        assertThatThrownBy(() -> answer(
                        life,
                        "agree-team-target",
                        MANAGER,
                        Map.of("targetAnswer", "objects", "counterRevenue", "500000")))
                .hasMessageContaining("Say why");
        answer(
                life,
                "agree-team-target",
                MANAGER,
                Map.of(
                        "targetAnswer",
                        "objects",
                        "counterRevenue",
                        "500000",
                        "objectionReason",
                        "Two of my large customers merge."));
        everybody(life, "agree-team-target");
        steps.runAllJobs(life);
        answer(
                life,
                "agree-own-target",
                REP,
                Map.of(
                        "targetAnswer",
                        "objects",
                        "counterNewCustomers",
                        "1",
                        "objectionReason",
                        "The market is full."));
        steps.fireTimer(life, "agree-own-target");
        steps.fireTimer(life, "time-to-object-over");
        steps.runAllJobs(life);

        assertThat(plans.get(number).round()).isEqualTo(2);
        assertThat(String.valueOf(runtime.getVariable(life, "objectionsShown")))
                .contains("Melvin Marxen", "Revenue 500,000.00", "Two of my large customers merge.", "Darcel Schlecht");
        steps.fireTimer(life, "answer-objections");
        steps.complete(life, "answer-objections", "director", Map.of("planDecision", "send"));
        assertThat(asked(life, "agree-team-target"))
                .as("the others agreed to exactly these figures")
                .containsExactly(MANAGER);
        answer(
                life,
                "agree-team-target",
                MANAGER,
                Map.of("targetAnswer", "objects", "counterCash", "1.5", "objectionReason", "Nothing has changed."));
        steps.runAllJobs(life);
        assertThat(asked(life, "agree-own-target"))
                .as("who was silent is asked again")
                .contains(REP)
                .hasSizeGreaterThan(1);
        answer(life, "agree-own-target", REP, Map.of("targetAnswer", "agrees"));
        steps.fireTimer(life, "time-to-object-over");
        steps.runAllJobs(life);

        steps.fireTimer(life, "decide-targets");
        steps.complete(life, "decide-targets", "director", Map.of("planDecision", "publish"));
        steps.runAllJobs(life);
        assertThat(plans.published(year)).isPresent();
        assertThat(rounds.voices(number).stream().filter(voice -> !voice.agrees()))
                .hasSize(3);
        assertThat(steps.trace(life))
                .containsSubsequence(
                        "is-a-round-left", "answer-objections", "is-it-put-again", "is-a-round-left", "decide-targets")
                .endsWith("targets-published");
    }

    @Test
    void aPlanThatIsNotPutToAnybodyIsWithdrawnAndTheYearIsFreeAgain() {
        int year = workingTime.today().getYear() + 4;
        String life = start("director", year, 1);
        steps.complete(life, "review-breakdown", "director", Map.of("planDecision", "withdraw"));

        assertThat(steps.trace(life)).endsWith("plan-withdrawn");
        assertThat(plans.published(year)).isEmpty();
        String again = start("director", year, 1);
        steps.complete(again, "review-breakdown", "director", Map.of("planDecision", "withdraw"));
    }

    @Test
    void onlyTheDirectorStartsAndNonsenseIsRefused() {
        assertThatThrownBy(() -> start(MANAGER, workingTime.today().getYear() + 4, 1))
                .isInstanceOf(org.camunda.bpm.engine.AuthorizationException.class);
        assertThatThrownBy(() -> start("director", workingTime.today().getYear() - 1, 1))
                .hasMessageContaining("is past");
        assertThatThrownBy(() -> submit("director", Map.of("year", "next")));
        assertThatThrownBy(() -> submit(
                        "director",
                        Map.of("year", String.valueOf(workingTime.today().getYear() + 4), "revenueTotal", "-5")))
                .hasMessageContaining("Revenue");
    }

    private String start(String user, int year, int mostRounds) {
        return submit(
                user,
                Map.of(
                        "year", String.valueOf(year),
                        "revenueTotal", "7000000",
                        "cashTotal", "6000000",
                        "marginTotal", "3000000.5",
                        "newCustomersTotal", "90",
                        "mostRounds", String.valueOf(mostRounds)));
    }

    private String submit(String user, Map<String, Object> values) {
        String[] id = new String[1];
        String definition = acting.asSystem(() -> repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("sales-planning")
                .latestVersion()
                .singleResult()
                .getId());
        steps.as(user, () -> id[0] = forms.submitStartForm(definition, values).getId());
        return id[0];
    }

    private String number(String life) {
        return acting.asSystem(() -> runtime.createProcessInstanceQuery()
                .processInstanceId(life)
                .singleResult()
                .getBusinessKey());
    }

    private String instance(String number) {
        return acting.asSystem(() -> runtime.createProcessInstanceQuery()
                .processDefinitionKey("target-change")
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId());
    }

    private List<String> asked(String life, String task) {
        return steps.openTasks(life).stream()
                .filter(open -> open.getTaskDefinitionKey().equals(task))
                .map(Task::getAssignee)
                .toList();
    }

    private void everybody(String life, String task) {
        asked(life, task).forEach(person -> answer(life, task, person, Map.of("targetAnswer", "agrees")));
    }

    private void answer(String life, String task, String person, Map<String, Object> values) {
        Task own = steps.openTasks(life).stream()
                .filter(open -> open.getTaskDefinitionKey().equals(task) && person.equals(open.getAssignee()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(person + " is not asked"));
        steps.as(person, () -> forms.submitTaskForm(own.getId(), new HashMap<>(values)));
    }
}
