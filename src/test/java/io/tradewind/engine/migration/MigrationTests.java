package io.tradewind.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import io.tradewind.engine.migration.Migrations.How;
import io.tradewind.engine.migration.Migrations.Migration;
import io.tradewind.engine.migration.Migrations.Outcome;
import io.tradewind.engine.migration.Migrations.Place;
import io.tradewind.engine.migration.Migrations.Proposal;
import io.tradewind.engine.migration.Migrations.Result;
import io.tradewind.engine.migration.Migrations.Trials;
import io.tradewind.engine.migration.Migrations.Wanted;
import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;

/** Leads that run are moved to what an owner made of their process. */
@TradewindTest
class MigrationTests extends OwnLeadVersions {

    @Test
    void anOpenTaskKeepsItsPersonAndItsTimesAndShowsTheNewForm() throws IOException {
        String journey = lead();
        Task before = steps.task(journey, "contact-lead");
        Map<String, Date> due = timers(before);
        assertThat(due).hasSize(3);
        deployNew();

        move(Map.of());

        Task after = steps.task(journey, "contact-lead");
        assertThat(after.getId()).isEqualTo(before.getId());
        assertThat(after.getProcessDefinitionId()).isEqualTo(definition(version()));
        assertThat(after.getName()).isEqualTo("Call lead");
        assertThat(after.getDueDate()).isEqualTo(before.getDueDate());
        assertThat(after.getAssignee()).isEqualTo(before.getAssignee());
        assertThat(groups(after)).containsExactly("sales-rep");
        assertThat(timers(after)).isEqualTo(due);
        assertThat(form(after)).contains("Who else offers");

        steps.complete(
                journey,
                "contact-lead",
                after.getAssignee(),
                Map.of("reached", "decision-maker", "competitor", "Globex"));
        steps.runJob(journey, "contact-lead");
        assertThat(steps.task(journey, "qualify-lead").getName()).isEqualTo("Judge lead");
    }

    @Test
    void aReminderThatCameDoesNotComeAgainAndTheNextOneStays() throws IOException {
        String journey = lead();
        steps.fireTimer(journey, "contact-lead");
        Map<String, Date> due = timers(steps.task(journey, "contact-lead"));
        assertThat(due).hasSize(2);
        deployNew();

        move(Map.of());

        assertThat(timers(steps.task(journey, "contact-lead"))).isEqualTo(due);
    }

    @Test
    void eachOfSeveralKeepsItsTimersAndSoDoesWhoeverComesAfterThem() throws IOException {
        List<String> journeys = List.of(lead(), lead(), lead());
        String reminded = lead();
        steps.fireTimer(reminded, "contact-lead");
        List<Map<String, Date>> due = journeys.stream().map(this::contactTimers).toList();
        assertThat(due).allSatisfy(timers -> assertThat(timers).hasSize(3));
        Map<String, Date> dueReminded = contactTimers(reminded);
        deployNew();
        String freshBefore = lead(old + 1);
        assertThat(contactTimers(freshBefore)).hasSize(3);

        assertThat(migrations.tryOut(wanted(Map.of())).possible()).isEqualTo(4);
        assertThat(migrations.tryOut(wanted(Map.of())).possible()).isEqualTo(4);

        assertThat(contactTimers(lead(old + 1))).hasSameSizeAs(contactTimers(freshBefore));
        assertThat(journeys.stream().map(this::contactTimers).toList()).isEqualTo(due);

        long id = move(Map.of());

        assertThat(journeys.stream().map(this::contactTimers).toList()).isEqualTo(due);
        assertThat(contactTimers(reminded)).isEqualTo(dueReminded).hasSize(2);
        assertThat(contactTimers(lead(old + 1)).keySet())
                .isEqualTo(contactTimers(freshBefore).keySet())
                .hasSize(3);
        assertThat(migrations.results(id, 10, 0))
                .extracting(Result::remark)
                .containsOnly(
                        "Its 3 timers come when they would have come.", "Its 2 timers come when they would have come.");
        steps.fireTimer(journeys.get(2), "contact-lead");
        assertThat(contactTimers(journeys.get(2))).hasSize(2);
    }

    @Test
    void aTimerThatIsNewBeginsAndOneThatIsGoneIsWithdrawnForEach() throws IOException {
        List<String> journeys = List.of(lead(), lead());
        deployNew("no-follow-up\"", "nobody-called\"");

        long id = move(Map.of());

        assertThat(journeys.stream().map(this::contactTimers).toList()).allSatisfy(timers -> assertThat(timers.keySet())
                .hasSize(3)
                .contains("nobody-called")
                .doesNotContain("no-follow-up"));
        assertThat(migrations.results(id, 10, 0))
                .extracting(Result::remark)
                .containsOnly("Its 2 timers come when they would have come. 1 timer is new. 1 timer is withdrawn.");
    }

    @Test
    void whatTheEngineRemembersOfAVersionStaysWholeAlsoWhenMovingFails() throws IOException {
        String moves = lead();
        deployNew();
        Set<String> before = remembered("contact-lead");
        assertThat(before).contains("remind-contact-lead", "escalate-contact-lead");

        migrations.tryOut(wanted(Map.of()));
        assertThat(remembered("contact-lead")).isEqualTo(before);
        MigrationPlan plan = runtime.createMigrationPlan(definition(old), definition(old + 1))
                .mapActivities("contact-lead", "contact-lead")
                .build(); // its boundary events have nowhere to go
        assertThatThrownBy(() -> runtime.newMigration(plan)
                        .processInstanceIds(qualification(moves), "no-such-instance")
                        .execute())
                .isInstanceOf(ProcessEngineException.class);
        assertThat(remembered("contact-lead")).isEqualTo(before);
        assertThat(contactTimers(moves)).hasSize(3);
    }

    @Test
    void aStepThatGoesByAnotherIdIsGivenByChoiceAndKeepsItsTimes() throws IOException {
        String journey = lead();
        String reminded = lead();
        steps.fireTimer(reminded, "contact-lead");
        Task before = steps.task(journey, "contact-lead");
        Task beforeReminded = steps.task(reminded, "contact-lead");
        List<Date> due = times(before);
        List<Date> dueReminded = times(beforeReminded);
        deployNew(
                "\"contact-lead\"", "\"call-lead\"",
                "remind-contact-lead", "remind-call-lead",
                "escalate-contact-lead", "escalate-call-lead",
                "no-follow-up\"", "nobody-called\"");
        Proposal proposal = migrations.propose(wanted(Map.of()));
        Place contact = place(proposal, "contact-lead");
        assertThat(contact.how()).isEqualTo(How.NONE);
        assertThat(contact.standing()).isEqualTo(2);
        assertThat(contact.choices()).extracting(Migrations.Choice::id).contains("call-lead", "qualify-lead");
        assertThat(contact.remark()).isEqualTo("The other version has no such step.");
        Trials without = migrations.tryOut(wanted(Map.of()));
        assertThat(without.possible()).isZero();
        assertThat(without.trials().get(0).remark())
                .startsWith("It stands at 'Contact lead', which has no step in the other version. It stays;");

        Trials with = migrations.tryOut(wanted(Map.of("contact-lead", "call-lead")));
        assertThat(with.trials()).allMatch(Migrations.Trial::possible).hasSize(2);
        assertThat(steps.task(journey, "contact-lead").getName()).isEqualTo("Contact lead");

        move(Map.of("contact-lead", "call-lead"));

        Task after = steps.task(journey, "call-lead");
        assertThat(after.getId()).isEqualTo(before.getId());
        assertThat(after.getDueDate()).isEqualTo(before.getDueDate());
        assertThat(times(after)).isEqualTo(due);
        assertThat(timers(after).keySet()).anyMatch(timer -> timer.startsWith("nobody-called"));
        assertThat(times(steps.task(reminded, "call-lead")))
                .isEqualTo(dueReminded)
                .hasSize(2);
        steps.fireTimer(reminded, "call-lead");
        steps.complete(journey, "call-lead", after.getAssignee(), Map.of("reached", "decision-maker"));
        steps.runJob(journey, "call-lead");
        assertThat(steps.task(journey, "qualify-lead").getName()).isEqualTo("Judge lead");
    }

    @Test
    void whatWaitsForAJobGoesAlong() throws IOException {
        String journey = lead();
        Task contact = steps.task(journey, "contact-lead");
        steps.complete(journey, "contact-lead", contact.getAssignee(), Map.of("reached", "decision-maker"));
        deployNew();

        move(Map.of());

        steps.runJob(journey, "contact-lead");
        assertThat(steps.task(journey, "qualify-lead").getName()).isEqualTo("Judge lead");
    }

    @Test
    void tryingLeavesNothingBehind() throws IOException {
        String journey = lead();
        deployNew();
        String before = everything(journey);

        Trials trials = migrations.tryOut(wanted(Map.of()));

        assertThat(trials.possible()).isEqualTo(1);
        assertThat(trials.trials().get(0).stands()).isEqualTo("Contact lead");
        assertThat(everything(journey)).isEqualTo(before);
        assertThat(recorded()).isZero();
    }

    @Test
    void whatEndedIsSuspendedOrStandsElsewhereIsToldAndNothingElseHappensToIt() throws IOException {
        String moves = lead();
        String ended = lead();
        String suspended = lead();
        deployNew();
        runtime.suspendProcessInstanceById(qualification(suspended));
        AtomicLong id = new AtomicLong();
        steps.as("owner", () -> id.set(migrations.start(wanted(Map.of()), "All over")));
        runtime.deleteProcessInstance(ended, "Given up");

        run(id.get());

        assertThat(results(id.get()))
                .containsEntry(qualification(moves), Outcome.MOVED)
                .containsEntry(qualification(suspended), Outcome.FAILED)
                .containsValue(Outcome.GONE)
                .hasSize(3);
        Migration done = migrations.migration(id.get()).orElseThrow();
        assertThat(done.running()).isFalse();
        assertThat(done.moved()).isEqualTo(1);
        assertThat(done.by()).isEqualTo("owner");
        assertThat(done.why()).isEqualTo("All over");
        assertThat(migrations.results(id.get(), 10, 0).get(0).remark())
                .startsWith("It is suspended: somebody stopped it");

        runtime.activateProcessInstanceById(qualification(suspended));
        AtomicLong again = new AtomicLong();
        steps.as("owner", () -> again.set(migrations.again(id.get(), "It goes on")));
        run(again.get());

        assertThat(results(again.get())).isEqualTo(Map.of(qualification(suspended), Outcome.MOVED));
        assertThat(steps.task(suspended, "contact-lead").getProcessDefinitionId())
                .isEqualTo(definition(version()));
    }

    @Test
    void aFailedStepGoesAlongAsItIs() throws IOException {
        String journey = lead();
        Task contact = steps.task(journey, "contact-lead");
        steps.complete(journey, "contact-lead", contact.getAssignee(), Map.of("reached", "decision-maker"));
        Job job = management
                .createJobQuery()
                .processInstanceId(qualification(journey))
                .messages()
                .singleResult();
        management.setJobRetries(job.getId(), 0);
        deployNew();
        assertThat(migrations.tryOut(wanted(Map.of())).trials().get(0).remark()).startsWith("A step of it has failed");

        move(Map.of());

        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(qualification(journey))
                        .singleResult()
                        .getProcessDefinitionId())
                .isEqualTo(definition(version()));
        management.setJobRetries(job.getId(), 1);
        steps.runJob(journey, "contact-lead");
        assertThat(steps.task(journey, "qualify-lead").getName()).isEqualTo("Judge lead");
    }

    @Test
    void whatCannotBeMeantIsRefusedInWordsAndNothingIsDone() throws IOException {
        lead();
        deployNew("\"contact-lead\"", "\"call-lead\"");
        Wanted good = wanted(Map.of());

        assertThat(refused(new Wanted("no-such", 1, 2, Map.of(), Set.of()), "x"))
                .isEqualTo("process");
        assertThat(refused(new Wanted(PROCESS, 4711, old, Map.of(), Set.of()), "x"))
                .isEqualTo("from");
        assertThat(refused(new Wanted(PROCESS, old, 4711, Map.of(), Set.of()), "x"))
                .isEqualTo("to");
        assertThat(refused(new Wanted(PROCESS, old, old, Map.of(), Set.of()), "x"))
                .isEqualTo("to");
        assertThat(refused(new Wanted(PROCESS, old, old + 1, Map.of(), Set.of("L-1")), "x"))
                .isEqualTo("only");
        assertThat(refused(wanted(Map.of("no-step", "call-lead")), "x")).isEqualTo("steps");
        assertThat(refused(wanted(Map.of("contact-lead", "no-step")), "x")).isEqualTo("steps");
        assertThat(refused(wanted(Map.of("qualify-lead", "call-lead")), "x")).isEqualTo("steps");
        assertThat(refused(wanted(Map.of("contact-lead", "grade-lead")), "x")).isEqualTo("steps");
        assertThatThrownBy(() -> migrations.propose(wanted(Map.of("contact-lead", "grade-lead"))))
                .hasMessageContaining(
                        "'Contact lead' is a user task and cannot go to 'Grade lead', which is a business rule task");
        assertThat(refused(good, " ")).isEqualTo("why");
        assertThat(refused(good, "x".repeat(201))).isEqualTo("why");
        assertThat(recorded()).isZero();

        steps.as("owner", () -> migrations.start(good, "Go on"));
        assertThat(refused(good, "At the same time")).isEqualTo("from");
        Migration only = migrations.of(PROCESS, 1).get(0);
        assertThat(only.running()).isTrue();
        run(only.id());
        assertThat(migrations.migration(only.id()).orElseThrow().left()).isEqualTo(1);
    }

    private String refused(Wanted wanted, String why) {
        try {
            steps.as("owner", () -> migrations.start(wanted, why));
        } catch (Refused refused) {
            return String.valueOf(refused.field());
        }
        throw new AssertionError("Not refused");
    }

    private long move(Map<String, String> given) {
        AtomicLong id = new AtomicLong();
        steps.as("owner", () -> id.set(migrations.start(wanted(given), "The new version is better")));
        run(id.get());
        assertThat(migrations.results(id.get(), 100, 0)).allMatch(result -> result.outcome() == Outcome.MOVED);
        return id.get();
    }

    private Map<String, Date> contactTimers(String journey) {
        return timers(steps.task(journey, "contact-lead"));
    }

    /** Ids of the timeout listeners of a step of the newest version, as the engine has them in memory. */
    private Set<String> remembered(String step) {
        return Set.copyOf(
                TimerDeclarationImpl.getTimeoutListenerDeclarationsForScope(((RepositoryServiceImpl) repository)
                                .getDeployedProcessDefinition(definition(version()))
                                .findActivity(step))
                        .getOrDefault(step, Map.of())
                        .keySet());
    }

    private Map<String, Outcome> results(long id) {
        return migrations.results(id, 100, 0).stream().collect(Collectors.toMap(Result::instanceId, Result::outcome));
    }

    private static Place place(Proposal proposal, String id) {
        return proposal.places().stream()
                .filter(place -> place.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** When each timer of its instance comes. */
    private Map<String, Date> timers(Task task) {
        Map<String, Date> due = new TreeMap<>();
        jdbc.sql("SELECT handler_cfg_, duedate_ FROM act_ru_job WHERE process_instance_id_ = :id AND type_ = 'timer'")
                .param("id", task.getProcessInstanceId())
                .query(row -> {
                    due.put(
                            row.getString("handler_cfg_"),
                            new Date(row.getTimestamp("duedate_").getTime()));
                });
        return due;
    }

    private List<Date> times(Task task) {
        return timers(task).values().stream().sorted().toList();
    }

    private List<String> groups(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .toList();
    }

    private String form(Task task) throws IOException {
        try (var form = forms.getDeployedTaskForm(task.getId())) {
            return new String(form.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** Every row of the engine about an instance. */
    private String everything(String journey) {
        String id = qualification(journey);
        return List.of(
                        "act_ru_execution:proc_inst_id_",
                        "act_ru_task:proc_inst_id_",
                        "act_ru_job:process_instance_id_",
                        "act_ru_variable:proc_inst_id_",
                        "act_hi_taskinst:proc_inst_id_",
                        "act_hi_actinst:proc_inst_id_",
                        "act_hi_procinst:id_")
                .stream()
                .map(table -> table.split(":"))
                .map(table -> jdbc.sql("SELECT coalesce(string_agg(t::text, '\n' ORDER BY t.id_), '') FROM " + table[0]
                                + " t WHERE " + table[1] + " = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .collect(Collectors.joining("\n"));
    }
}
