package io.tradewind.approval.process;

import static io.tradewind.approval.ApprovalFixtures.discountOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tradewind.approval.Answer;
import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalAct;
import io.tradewind.approval.ApprovalDecision;
import io.tradewind.approval.ApprovalDesk;
import io.tradewind.approval.ApprovalFixtures.RequestBuilder;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.PlannedApprover;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.engine.Refused;
import io.tradewind.organization.Absences;
import io.tradewind.organization.NewAbsence;
import io.tradewind.organization.Regions;
import io.tradewind.organization.TaskHandOver;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Melvin Marxen is away and somebody stands in. */
@TradewindTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandingInTests {

    private static final String REP = "darcel-schlecht";
    private static final String MELVIN = "melvin-marxen";
    private static final String CARA = "cara-losch";
    private static final String DUSTIN = "dustin-brinkmann";

    @Autowired
    private Absences absences;

    @Autowired
    private TaskHandOver handOver;

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
    private Acting acting;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private Regions regions;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Web web;

    private LocalDate today;
    private long id;
    private String chain = "";

    /** What others left open would go to and fro with each absence. */
    @BeforeAll
    void nothingIsOpen() {
        for (String person : List.of(MELVIN, CARA, DUSTIN)) {
            for (Approval open : approvals.openToDecide(person)) {
                String subject = open.request().subject();
                approvals.withdraw(open.request().kind(), subject.split(" ")[0], "left open");
            }
        }
    }

    @BeforeEach
    void today() {
        today = workingTime.today();
    }

    @AfterEach
    void everybodyIsThere() {
        clock.reset();
        jdbc.sql("DELETE FROM absence").update();
        handOver.run();
        regions.locate("region-central", ZoneOffset.UTC);
    }

    // new questions

    @Test
    void thePlanSaysWhoIsAwayUntilWhenAndWhoStandsIn() {
        away(MELVIN, CARA, 6);

        PlannedApprover asked =
                approvals.plan(discountOf("0.12").build()).approvers().get(0);

        assertThat(asked.userId()).isEqualTo(MELVIN);
        assertThat(asked.holder()).isEqualTo(CARA);
        assertThat(asked.absence())
                .isEqualTo("Melvin Marxen is absent until " + today.plusDays(6) + "; Cara Losch stands in.");
        HttpResponse<String> preview =
                web.program(REP).post("/api/approvals/preview", "{\"discount\": 0.12, \"product\": \"GTX Pro\"}");
        assertThat(preview.body()).contains("\"standIn\":{\"userId\":\"cara-losch\",\"name\":\"Cara Losch\"");
    }

    @Test
    void aNewQuestionGoesToTheDelegateWithTaskMailAndLinkAndBothNamesAreRecorded() {
        away(MELVIN, CARA, 6);
        ask(discountOf("0.12"));

        Task task = only();
        assertThat(task.getAssignee()).isEqualTo(CARA);
        assertThat(task.getOwner()).isEqualTo(MELVIN);
        assertThat(task.getDescription()).startsWith("Standing in: Melvin Marxen is absent until");
        assertThat(approvals.openToDecide(CARA)).extracting(Approval::id).contains(id);
        assertThat(approvals.openToDecide(MELVIN)).extracting(Approval::id).doesNotContain(id);
        assertThat(mail("approval-asked:" + id + ":" + CARA))
                .contains("Melvin Marxen is absent until " + today.plusDays(6) + "; Cara Losch stands in.");
        assertThat(mails("approval-asked:" + id + ":" + MELVIN)).isZero();

        answer(CARA, Answer.APPROVE, "Fine with me");
        steps.runAllJobs(chain);

        assertThat(steps.ended(chain)).isTrue();
        assertThat(approvals.get(id).decisions())
                .extracting(ApprovalDecision::askedUser, ApprovalDecision::decidedBy)
                .containsExactly(tuple(MELVIN, CARA));
        assertThat(history()).containsExactly(CARA + " approved for Melvin Marxen");
        assertThat(mail("approval-decided:" + id)).contains("Cara Losch, for Melvin Marxen, approved");
        assertThat(jdbc.sql("SELECT shown::text FROM approval_decision WHERE approval_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .contains("Cara Losch stands in");
    }

    @Test
    void theDelegateDecidesByTheirOwnLink() {
        away(MELVIN, CARA, 6);
        ask(discountOf("0.12"));

        HttpResponse<String> page = web.nobody().get(link(CARA));
        assertThat(page.body()).contains("Cara Losch, who stands in for Melvin Marxen");
        web.nobody().submit(link(CARA), Map.of("decision", "approve"));

        assertThat(approvals.get(id).decisions())
                .extracting(ApprovalDecision::askedUser, ApprovalDecision::decidedBy)
                .containsExactly(tuple(MELVIN, CARA));
    }

    @Test
    void aboveTheCapItGoesUpTheLineAndTheReasonIsTold() {
        absences.enter(new NewAbsence(MELVIN, today, today, CARA, List.of(), new BigDecimal("5000"), null), MELVIN);

        assertThat(asked(discountOf("0.12").measure("total", "5000.00"))).isEqualTo(CARA);
        assertThat(asked(discountOf("0.12").measure("total", "5000.01"))).isEqualTo("director");
        assertThat(asked(discountOf("0.12")))
                .as("no cap allows what is not known")
                .isEqualTo("director");
        assertThat(approvals
                        .plan(discountOf("0.12").measure("total", "5000.01").build())
                        .approvers()
                        .get(0)
                        .rule())
                .contains("and Cara Losch, who stands in, does so up to 5,000.00 USD");
    }

    @Test
    void aCapInAnotherCurrencyAllowsNothing() {
        absences.enter(new NewAbsence(MELVIN, today, today, CARA, List.of(), new BigDecimal("5000"), "EUR"), MELVIN);

        assertThat(asked(discountOf("0.12").measure("total", "10"))).isEqualTo("director");
    }

    @Test
    void outsideTheScopeItGoesUpTheLine() {
        absences.enter(new NewAbsence(MELVIN, today, today, CARA, List.of("credit-release"), null, null), MELVIN);

        assertThat(asked(discountOf("0.12"))).isEqualTo("director");
    }

    @Test
    void theOneWhoAsksDoesNotStandInForTheOneAsked() {
        away(MELVIN, REP, 6);

        PlannedApprover asked =
                approvals.plan(discountOf("0.12").build()).approvers().get(0);

        assertThat(asked.holder()).isEqualTo("director");
        assertThat(asked.rule()).contains("and Darcel Schlecht, who stands in, is the one who asks");
    }

    @Test
    void nobodyHasTwoVoices() {
        away(MELVIN, "finance", 6);

        List<String> asked = approvals
                .plan(discountOf("0.12").measure("belowFloor", "1").build())
                .approvers()
                .stream()
                .map(PlannedApprover::holder)
                .toList();

        assertThat(asked).containsExactlyInAnyOrder("director", "finance");
    }

    @Test
    void whoStandsInForSomebodyAbsentTooIsFollowed() {
        away(MELVIN, CARA, 6);
        away(CARA, DUSTIN, 3);

        ask(discountOf("0.12"));
        assertThat(only().getAssignee()).isEqualTo(DUSTIN);

        away(DUSTIN, null, 3);
        assertThat(asked(discountOf("0.12"))).isEqualTo("director");
    }

    // the engine's side of four eyes

    @Test
    void theRequesterIsRefusedAsDelegateEvenByTheEnginesOwnDoors() {
        ask(discountOf("0.12"));
        away(MELVIN, REP, 6);

        Task task = only();
        assertThat(task.getAssignee()).as("stays: nobody fit stands in").isEqualTo(MELVIN);
        assertThatThrownBy(() -> complete(REP, task)).isInstanceOf(RuntimeException.class);
        HttpResponse<String> direct = web.program(REP)
                .post(
                        "/engine-rest/task/" + task.getId() + "/complete",
                        "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}");
        assertThat(direct.statusCode()).isGreaterThanOrEqualTo(400);
        // even if somebody brings the task to them
        acting.asSystem(() -> tasks.setAssignee(task.getId(), REP));
        jdbc.sql("UPDATE approval_seat SET held_by = :rep WHERE approval_id = :id")
                .param("rep", REP)
                .param("id", id)
                .update();
        assertThatThrownBy(() -> complete(REP, task)).hasMessageContaining("You asked for this approval yourself");
        HttpResponse<String> again = web.program(REP)
                .post(
                        "/engine-rest/task/" + task.getId() + "/complete",
                        "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}");
        assertThat(again.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(approvals.get(id).decisions()).isEmpty();
    }

    @Test
    void anAdministratorDoesNotMakeThemselvesADelegate() {
        assertThatThrownBy(() ->
                        absences.enter(new NewAbsence(MELVIN, today, today, "admin", List.of(), null, null), "admin"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("only as a superior");
        away(MELVIN, CARA, 6);
        ask(discountOf("0.12"));
        Task task = only();
        acting.asSystem(() -> tasks.setAssignee(task.getId(), "admin"));

        assertThatThrownBy(() -> complete("admin", task)).hasMessageContaining("not of you");
    }

    @Test
    void theAbsentPersonDoesNotAnswerBesideTheDelegate() {
        away(MELVIN, CARA, 6);
        ask(discountOf("0.12"));

        assertThatThrownBy(() -> answer(MELVIN, Answer.APPROVE, null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Cara Losch stands in. End the absence");
        assertThatThrownBy(() -> complete(MELVIN, only())).isInstanceOf(RuntimeException.class);
    }

    // open questions

    @Test
    void whatIsOpenGoesToTheDelegateWhenTodaysAbsenceIsEnteredAndTheOldLinkIsDead() {
        ask(discountOf("0.12"));
        String old = link(MELVIN);

        away(MELVIN, CARA, 6);

        assertThat(only().getAssignee()).isEqualTo(CARA);
        assertThat(history()).containsExactly(MELVIN + " is absent; Cara Losch stands in");
        HttpResponse<String> dead = web.nobody().submit(old, Map.of("decision", "approve"));
        assertThat(dead.statusCode()).isEqualTo(409);
        assertThat(dead.body()).contains("handed to Cara Losch");
        web.nobody().submit(link(CARA), Map.of("decision", "approve"));
        steps.runAllJobs(chain);
        assertThat(approvals.get(id).state()).isEqualTo(ApprovalState.APPROVED);
    }

    @Test
    void whatIsUndecidedComesBackWhenTheAbsenceEndsEarly() {
        ask(discountOf("0.12"));
        long absence = away(MELVIN, CARA, 6);
        String delegates = link(CARA);

        absences.end(absence, MELVIN);

        Task task = only();
        assertThat(task.getAssignee()).isEqualTo(MELVIN);
        assertThat(task.getOwner()).isNull();
        assertThat(task.getDescription()).doesNotContain("Standing in");
        assertThat(web.nobody().submit(delegates, Map.of("decision", "approve")).statusCode())
                .isEqualTo(409);
        assertThatThrownBy(() -> complete(CARA, task)).isInstanceOf(RuntimeException.class);
        answer(MELVIN, Answer.APPROVE, null);
        assertThat(approvals.get(id).decisions())
                .extracting(ApprovalDecision::askedUser, ApprovalDecision::decidedBy)
                .containsExactly(tuple(MELVIN, MELVIN));
        assertThat(history())
                .containsExactly(
                        MELVIN + " is absent; Cara Losch stands in",
                        MELVIN + " is asked in person again",
                        MELVIN + " approved");
    }

    @Test
    void itBeginsAndEndsByItselfWhereThePersonWorks() {
        regions.locate("region-central", ZoneId.of("Pacific/Kiritimati"));
        LocalDate there = LocalDate.ofInstant(clock.instant(), ZoneId.of("Pacific/Kiritimati"));
        absences.enter(
                new NewAbsence(MELVIN, there.plusDays(1), there.plusDays(1), CARA, List.of(), null, null), MELVIN);
        ask(discountOf("0.12"));
        handOver.run();
        assertThat(only().getAssignee()).isEqualTo(MELVIN);

        clock.forward(Duration.between(
                clock.instant(),
                there.plusDays(1)
                        .atStartOfDay(ZoneId.of("Pacific/Kiritimati"))
                        .plusMinutes(1)
                        .toInstant()));
        handOver.run();
        handOver.run();
        assertThat(only().getAssignee()).isEqualTo(CARA);

        clock.forward(Duration.ofDays(1));
        handOver.run();
        assertThat(only().getAssignee()).isEqualTo(MELVIN);
    }

    @Test
    void whatSomebodyGaveAwayByHandStaysThere() {
        ask(discountOf("0.12"));
        steps.as(MELVIN, () -> desk.handOn(id, "director", "Yours"));
        long absence = away(MELVIN, CARA, 6);
        assertThat(only().getAssignee()).isEqualTo("director");

        ask(discountOf("0.13"));
        assertThat(only().getAssignee()).isEqualTo(CARA);
        steps.as(CARA, () -> desk.handOn(id, "director", "Too much for me"));
        assertThat(only().getOwner()).isNull();
        absences.end(absence, MELVIN);

        assertThat(only().getAssignee()).isEqualTo("director");
        assertThat(approvals.get(id).plan().approvers().get(0).rule())
                .contains("Cara Losch, for Melvin Marxen, has handed this on: Too much for me");
        answer("director", Answer.APPROVE, null);
    }

    @Test
    void anotherDelegateTakesOverWhatIsOpen() {
        long absence = away(MELVIN, CARA, 6);
        ask(discountOf("0.12"));

        absences.change(
                absence, new NewAbsence(null, today, today.plusDays(2), DUSTIN, List.of(), null, null), "director");

        assertThat(only().getAssignee()).isEqualTo(DUSTIN);
        assertThat(absences.record(MELVIN))
                .extracting(r -> r.act() + " by " + r.by())
                .startsWith("changed by director", "entered by melvin-marxen");
        answer(DUSTIN, Answer.APPROVE, null);
    }

    @Test
    void whenTheDelegateGoesAwayTooTheDelegatesDelegateHasIt() {
        away(MELVIN, CARA, 6);
        ask(discountOf("0.12"));

        long second = away(CARA, DUSTIN, 3);
        assertThat(only().getAssignee()).isEqualTo(DUSTIN);
        assertThat(only().getOwner()).isEqualTo(MELVIN);
        absences.end(second, CARA);
        assertThat(only().getAssignee()).isEqualTo(CARA);
    }

    @Test
    void takingBackAndAddingSignersWorkForTheDelegateToo() {
        away(MELVIN, CARA, 6);
        ask(discountOf("0.12").measure("belowFloor", "1"));
        answer(CARA, Answer.APPROVE, null);
        steps.runAllJobs(chain);

        steps.as(CARA, () -> desk.takeBack(id, "Too early"));

        assertThat(steps.openTasks(chain)).extracting(Task::getAssignee).contains(CARA);
        steps.as(CARA, () -> desk.addSigner(id, "legal", ApprovalDesk.Place.AFTER, "New clauses"));
        answer(CARA, Answer.REJECT, "No");
        assertThat(approvals.get(id).state()).isEqualTo(ApprovalState.REJECTED);
    }

    @Test
    void aLateQuestionEscalatesAboveTheOneWhoIsAskedNotAboveTheDelegate() {
        away(MELVIN, CARA, 6);
        ask(discountOf("0.12"));
        steps.fireTimer(chain, "decide-request");
        steps.fireTimer(chain, "decide-request");

        assertThat(mail("remind:" + only().getId())).isNotEmpty();
        assertThat(mail("escalate:" + only().getId())).contains("Cara Losch, for Melvin Marxen");
    }

    @Test
    void answeringAndGivingBackAtOnceOneHappens() throws Exception {
        for (int attempt = 0; attempt < 5; attempt++) {
            long absence = away(MELVIN, CARA, 6);
            ask(discountOf("0.12"));

            List<Throwable> refusals =
                    Together.run(() -> answer(CARA, Answer.APPROVE, null), () -> absences.end(absence, MELVIN));

            handOver.run();
            assertThat(refusals).allSatisfy(refusal -> assertThat(refusal).isInstanceOf(Refused.class));
            if (refusals.isEmpty()) {
                assertThat(approvals.get(id).decisions()).hasSize(1);
            } else {
                assertThat(only().getAssignee()).isEqualTo(MELVIN);
            }
        }
    }

    private long away(String userId, @Nullable String delegate, int days) {
        return absences.enter(
                new NewAbsence(userId, today, today.plusDays(days), delegate, List.of(), null, null), userId);
    }

    private String asked(RequestBuilder request) {
        return approvals.plan(request.build()).approvers().get(0).holder();
    }

    private void ask(RequestBuilder request) {
        id = approvals.open(request.build());
        chain = processes.start("approval-chain", approvals.get(id).request().subject(), Map.of("approvalId", id));
    }

    private Task only() {
        List<Task> open = steps.openTasks(chain);
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private void answer(String user, Answer answer, @Nullable String comment) {
        steps.as(user, () -> desk.answer(id, answer, comment));
    }

    private void complete(String user, Task task) {
        steps.as(user, () -> tasks.complete(task.getId(), Map.of("decision", "approve")));
    }

    private List<String> history() {
        return desk.history(id).stream().map(StandingInTests::line).toList();
    }

    private static String line(ApprovalAct act) {
        return act.by() + " " + act.what();
    }

    private String link(String user) {
        String text = jdbc.sql("SELECT text FROM mail WHERE cause LIKE :cause ORDER BY id DESC LIMIT 1")
                .param("cause", "approval-asked:" + id + ":" + user + "%")
                .query(String.class)
                .single();
        return text.lines()
                .filter(line -> line.startsWith("Decide here: "))
                .map(line -> line.substring(line.indexOf("/decide/")))
                .findFirst()
                .orElseThrow();
    }

    private String mail(String cause) {
        return jdbc.sql("SELECT text FROM mail WHERE cause = :cause")
                .param("cause", cause)
                .query(String.class)
                .single();
    }

    private int mails(String cause) {
        return jdbc.sql("SELECT count(*) FROM mail WHERE cause = :cause")
                .param("cause", cause)
                .query(Integer.class)
                .single();
    }
}
