package io.tradewind.deal.process;

import static io.tradewind.deal.DealFixtures.MANAGER;
import static io.tradewind.deal.DealFixtures.REP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.deal.Deal;
import io.tradewind.deal.DealFixtures;
import io.tradewind.engine.Processes;
import io.tradewind.order.DeliveredOrders;
import io.tradewind.order.SalesOrder;
import io.tradewind.organization.Absences;
import io.tradewind.organization.NewAbsence;
import io.tradewind.organization.TaskHandOver;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A rep is away: their own tasks go to a colleague, without any model knowing. */
@TradewindTest
class StandingInForARepTests {

    private static final String COLLEAGUE = "anna-snelling";

    @Autowired
    private DealFixtures fixtures;

    @Autowired
    private DeliveredOrders orders;

    @Autowired
    private Absences absences;

    @Autowired
    private TaskHandOver handOver;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FormService forms;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Web web;

    private Deal deal;
    private String review = "";

    @BeforeEach
    void aDeal() {
        deal = fixtures.lost();
    }

    @AfterEach
    void everybodyIsThere() {
        jdbc.sql("DELETE FROM absence").update();
        handOver.run();
    }

    @Test
    void aNewTaskIsTheColleaguesAndStaysVisibleToItsOwner() {
        long absence = away(List.of());
        begin();

        Task task = steps.task(review, "explain-result");
        assertThat(task.getAssignee()).isEqualTo(COLLEAGUE);
        assertThat(task.getOwner()).isEqualTo(REP);
        assertThat(task.getDescription()).startsWith("Standing in: ").contains("is absent until");
        steps.as(REP, () -> assertThat(visible(task)).isTrue());
        steps.as(COLLEAGUE, () -> assertThat(visible(task)).isTrue());
        steps.as("cecily-lampkin", () -> assertThat(visible(task)).isFalse());
        assertThatThrownBy(() -> steps.as(REP, () -> forms.submitTaskForm(task.getId(), Map.of("why", "Mine"))))
                .isInstanceOf(RuntimeException.class);
        assertThat(web.program(COLLEAGUE).get("/api/deals/" + deal.number()).statusCode())
                .as("what the form needs is open to who stands in")
                .isEqualTo(200);

        steps.complete(review, "explain-result", COLLEAGUE, Map.of("why", "Too late", "lesson", "Bring somebody"));
        steps.runAllJobs(review);
        assertThat(steps.task(review, "confirm-lesson").getAssignee()).isEqualTo(MANAGER);
        absences.end(absence, MANAGER);
        assertThat(web.program(COLLEAGUE).get("/api/deals/" + deal.number()).statusCode())
                .as("and closed again afterwards")
                .isEqualTo(404);
    }

    @Test
    void anOpenTaskGoesThereAndComesBack() {
        begin();
        Task before = steps.task(review, "explain-result");
        long absence = away(List.of("win-loss-review"));
        assertThat(steps.task(review, "explain-result").getAssignee()).isEqualTo(COLLEAGUE);

        absences.end(absence, MANAGER);

        Task after = steps.task(review, "explain-result");
        assertThat(after.getId()).isEqualTo(before.getId());
        assertThat(after.getAssignee()).isEqualTo(REP);
        assertThat(after.getOwner()).isNull();
        assertThat(after.getDescription() == null ? "" : after.getDescription()).doesNotContain("Standing in");
        steps.as(COLLEAGUE, () -> assertThat(visible(after)).isFalse());
    }

    @Test
    void theContractsAndOrdersOfWhoIsAbsentAreOpenToWhoStandsInForThem() {
        SalesOrder order = orders.confirmed(orders.customer(), AcceptedDeals.line("gtx-basic", 1, "0"));
        List<String> pages = List.of("/orders/" + order.number(), "/contracts/" + order.contractNumber());
        Web.Client colleague = web.browser(COLLEAGUE);
        begin();
        assertThat(pages)
                .allSatisfy(page -> assertThat(colleague.get(page).statusCode()).isEqualTo(404));

        long absence = away(List.of());

        assertThat(pages)
                .allSatisfy(page -> assertThat(colleague.get(page).statusCode()).isEqualTo(200));
        assertThat(colleague.get("/orders").body()).contains(order.number());
        assertThat(colleague.get("/contracts?q=" + order.contractNumber()).body())
                .contains("/contracts/" + order.contractNumber());
        absences.end(absence, MANAGER);
        assertThat(pages)
                .allSatisfy(page -> assertThat(colleague.get(page).statusCode()).isEqualTo(404));
    }

    @Test
    void outsideTheScopeItStays() {
        away(List.of("opportunity"));
        begin();

        assertThat(steps.task(review, "explain-result").getAssignee()).isEqualTo(REP);
    }

    private boolean visible(Task task) {
        return tasks.createTaskQuery().taskId(task.getId()).count() == 1;
    }

    private long away(List<String> scope) {
        LocalDate today = workingTime.today();
        return absences.enter(new NewAbsence(REP, today, today.plusDays(4), COLLEAGUE, scope, null, null), MANAGER);
    }

    private void begin() {
        review = processes.start("win-loss-review", deal.number(), Map.of("dealNumber", deal.number(), "rep", REP));
        steps.runAllJobs(review);
    }
}
