package io.tradewind.approval.process;

import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.approval.ApprovalDesk;
import io.tradewind.approval.ApprovalDesk.Place;
import io.tradewind.approval.ApprovalFixtures.RequestBuilder;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.calendar.Holidays;
import io.tradewind.calendar.Holidays.Holiday;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.organization.Regions;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** By when a question is to be answered, and what happens when it is not. */
@TradewindTest
class DeadlinesOfQuestionsTests {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    @Autowired
    private Approvals approvals;

    @Autowired
    private ApprovalDesk desk;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService management;

    @Autowired
    private Acting acting;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private Holidays holidays;

    @Autowired
    private Regions regions;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Web web;

    @Autowired
    private PlatformTransactionManager transactions;

    private long id;
    private String chain = "";

    @AfterEach
    void asBefore() {
        clock.reset();
        regions.locate("region-central", ZoneOffset.UTC);
        holidays.from(LocalDate.of(2000, 1, 1)).stream()
                .filter(holiday -> "region-central".equals(holiday.region()))
                .forEach(holiday -> holidays.revoke(holiday.region(), holiday.day()));
    }

    @Test
    void aQuestionIsDueByTheCalendarOfThePersonAsked() {
        regions.locate("region-central", CHICAGO);
        LocalDate there = LocalDate.ofInstant(clock.instant(), CHICAGO);
        for (int day = 0; day < 10; day++) {
            holidays.declare(new Holiday("region-central", there.plusDays(day), "Fair"));
        }

        ask(discountOf("0.12").measure("belowFloor", "1"));

        Date melvins = taskOf("melvin-marxen").getDueDate();
        Date finances = taskOf("finance").getDueDate();
        assertThat(LocalDate.ofInstant(melvins.toInstant(), CHICAGO)).isAfter(there.plusDays(10));
        assertThat(melvins.toInstant().atZone(CHICAGO).getHour()).isBetween(9, 18);
        assertThat(LocalDate.ofInstant(finances.toInstant(), ZoneOffset.UTC)).isBefore(there.plusDays(9));
        assertThat(timers(taskOf("melvin-marxen"))).hasSize(2).allSatisfy(timer -> assertThat(
                        LocalDate.ofInstant(timer.getDuedate().toInstant(), CHICAGO))
                .isAfterOrEqualTo(there.plusDays(10)));
    }

    @Test
    void whoIsHandedAQuestionHasTheWholeTimeForIt() {
        ask(discountOf("0.12"));
        Date before = taskOf("melvin-marxen").getDueDate();
        clock.forward(Duration.ofDays(21));

        steps.as("melvin-marxen", () -> desk.handOn(id, "director", "Yours"));

        Task task = taskOf("director");
        assertThat(task.getDueDate()).isAfter(before);
        assertThat(task.getDueDate()).isCloseTo(Date.from(workingTime.plusDays(clock.instant(), 1)), 60_000);
        assertThat(timers(task)).hasSize(2).allSatisfy(timer -> assertThat(timer.getDuedate())
                .isAfter(Date.from(clock.instant())));
    }

    @Test
    void itIsToldOnceThoughTheNodeDiesAndTheJobRunsAgain() {
        ask(discountOf("0.12"));
        Task task = taskOf("melvin-marxen");
        for (Job timer : timers(task)) {
            TransactionTemplate dying = new TransactionTemplate(transactions);
            for (int attempt = 0; attempt < 2; attempt++) {
                dying.executeWithoutResult(status -> {
                    acting.asSystem(() -> management.executeJob(timer.getId()));
                    status.setRollbackOnly();
                });
            }
            acting.asSystem(() -> management.executeJob(timer.getId()));
        }

        assertThat(timers(task)).as("each once").isEmpty();
        assertThat(count("remind:" + task.getId())).isEqualTo(1);
        assertThat(count("escalate:" + task.getId())).isEqualTo(1);
        assertThat(approvals.get(id).state()).as("silence decides nothing").isEqualTo(ApprovalState.OPEN);
    }

    @Test
    void theRequesterLearnsOfEveryChangeByMail() {
        ask(discountOf("0.12").measure("belowFloor", "1"));
        steps.as("finance", () -> desk.answer(id, io.tradewind.approval.Answer.APPROVE, null));
        steps.as("finance", () -> desk.takeBack(id, "I misread it"));
        steps.as("melvin-marxen", () -> desk.addSigner(id, "legal", Place.AFTER, "New clauses"));
        steps.as("melvin-marxen", () -> desk.handOn(id, "director", "Yours"));

        assertThat(jdbc.sql(
                                "SELECT text FROM mail WHERE template = 'approval-changed' AND reference = :subject ORDER BY id")
                        .param("subject", approvals.get(id).request().subject())
                        .query(String.class)
                        .list())
                .hasSize(3)
                .satisfies(
                        mails -> assertThat(mails.get(0)).contains("Fiona Hale took the answer back", "I misread it"),
                        mails -> assertThat(mails.get(1))
                                .contains("Melvin Marxen asked Lee Garrison to sign afterwards"),
                        mails -> assertThat(mails.get(2))
                                .contains("Melvin Marxen handed the question on to Dana Reeves")
                                .contains("It waits for", "Dana Reeves"));
    }

    @Test
    void theRequesterIsNotToldTheRulesThatTellTheCost() {
        ask(discountOf("0.12").measure("belowFloor", "1"));

        for (String path : List.of("/api/approvals", "/api/approvals/" + id)) {
            assertThat(web.program("darcel-schlecht").get(path).body())
                    .contains("Fiona Hale")
                    .doesNotContain("floor", "margin");
            assertThat(web.program("finance").get(path).body()).contains("floor");
        }
        for (String path : List.of("/approvals", "/approvals/" + id)) {
            assertThat(web.browser("darcel-schlecht").get(path).body())
                    .contains("Fiona Hale")
                    .doesNotContain("floor", "margin of", "least margin");
        }
        assertThat(jdbc.sql("SELECT text FROM mail WHERE recipient_user = 'darcel-schlecht' AND reference = :subject")
                        .param("subject", approvals.get(id).request().subject())
                        .query(String.class)
                        .list())
                .noneMatch(text -> text.contains("floor"));
    }

    @Test
    void whenTheDocumentIsGoneNobodyIsAskedAnyMore() {
        ask(discountOf("0.12").about("D-1999-880001 v1"));

        approvals.withdraw("discount", "D-1999-880001", "The deal is lost.");

        assertThat(approvals.get(id).state()).isEqualTo(ApprovalState.RECALLED);
        assertThat(steps.ended(chain)).isTrue();
        assertThat(count("approval-recalled:" + id + ":melvin-marxen")).isEqualTo(1);
    }

    private void ask(RequestBuilder request) {
        id = approvals.open(request.build());
        chain = processes.start("approval-chain", approvals.get(id).request().subject(), Map.of("approvalId", id));
    }

    private Task taskOf(String assignee) {
        return steps.openTasks(chain).stream()
                .filter(task -> assignee.equals(task.getAssignee()))
                .findFirst()
                .orElseThrow();
    }

    private List<Job> timers(Task task) {
        return acting.asSystem(() -> management
                .createJobQuery()
                .executionId(task.getExecutionId())
                .timers()
                .orderByJobDuedate()
                .asc()
                .list());
    }

    private int count(String cause) {
        return jdbc.sql("SELECT count(*) FROM mail WHERE cause = :cause")
                .param("cause", cause)
                .query(Integer.class)
                .single();
    }
}
