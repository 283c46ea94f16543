package io.tradewind.activity.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.activity.Visit;
import io.tradewind.activity.Visits;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.customer.VisitReported;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TradewindTest
@RecordApplicationEvents
class CustomerVisitProcessTests {

    private static final String REP = "darcel-schlecht";

    @Autowired
    private Visits visits;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private FormService forms;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private MutableClock time;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    private final String words = "They want to grow " + UUID.randomUUID();
    private Customer customer;

    @BeforeEach
    void aCustomerOnAWednesday() {
        Instant wednesday = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC)
                .with(java.time.temporal.TemporalAdjusters.next(java.time.DayOfWeek.WEDNESDAY))
                .atTime(15, 0)
                .toInstant(ZoneOffset.UTC);
        time.forward(Duration.between(time.instant(), wednesday));
        customer = customers.register(
                new NewCustomer("Visited " + UUID.randomUUID(), null, null, null, null, null, null, REP, "B", null));
    }

    @AfterEach
    void backToThePresent() {
        time.reset();
    }

    @Test
    void aVisitIsPreparedReportedAndFollowedUp() {
        LocalDate friday = workingTime.today().plusDays(2);
        String life = plan(customer.number(), friday);
        assertThat(steps.task(life, "prepare-visit").getAssignee()).isEqualTo(REP);
        steps.complete(life, "prepare-visit", REP, Map.of("visitGoal", "An order for spring"));
        String number = visits.ofCustomer(customer.id()).get(0).number();
        assertThat(number).matches("V-\\d{4}-\\d{6}");
        assertThat(steps.task(life, "report-visit").getDueDate()).isAfter(friday.toString());
        assertThatThrownBy(() -> report(life, friday, "10:00", "11:00", Map.of()))
                .hasStackTraceContaining("has not come yet");

        time.forward(Duration.ofDays(2));
        assertThatThrownBy(() -> report(life, friday, "11:00", "10:00", Map.of()))
                .hasStackTraceContaining("end before it began");
        assertThatThrownBy(() -> report(life, friday, "25:00", "11:00", Map.of()))
                .hasStackTraceContaining("io.tradewind.engine.Refused");
        report(
                life,
                friday,
                "10:00",
                "11:30",
                Map.of(
                        "travelCost",
                        "42.50",
                        "visitFollowUp",
                        "Send the price list",
                        "visitFollowUpOn",
                        friday.plusDays(3).toString()));
        assertThat(events.stream(VisitReported.class)).singleElement().satisfies(told -> {
            assertThat(told.visit()).isEqualTo(number);
            assertThat(told.on()).isEqualTo(friday);
            assertThat(told.minutes()).isEqualTo(90);
            assertThat(told.cost()).isEqualByComparingTo(new BigDecimal("42.50"));
        });
        steps.fireTimer(life, "follow-up-visit");
        steps.fireTimer(life, "follow-up-visit");
        steps.complete(life, "follow-up-visit", REP, Map.of("followUpNote", "Sent on Monday"));

        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life))
                .containsSubsequence(
                        "plan-visit", "prepare-visit", "report-visit", "follow-up-visit", "visit-followed-up");
        Visit done = visits.get(number);
        assertThat(done.followedUp()).isEqualTo("Sent on Monday");
        assertThat(done.hints()).isEmpty();
        assertThat(web.browser(REP)
                        .get("/api/customers/" + customer.id() + "/timeline")
                        .body())
                .contains("Visit " + number, "visited", "agreed: Send the price list");
        assertThatThrownBy(() ->
                        jdbc.sql("UPDATE visit_report SET place = 'elsewhere'").update())
                .hasMessageContaining("never changed");
    }

    @Test
    void aVisitThatIsOverIsWrittenDownAsNotPlannedAndWhatDoesNotLookRightIsKept() {
        LocalDate yesterday = workingTime.today().minusDays(1);
        String first = plan(customer.number(), yesterday);
        assertThat(steps.trace(first)).doesNotContain("prepare-visit");
        report(first, yesterday, "10:00", "11:00", Map.of());
        String second = plan(customer.number(), yesterday);
        report(second, yesterday, "10:30", "11:30", Map.of());
        String third = plan(customer.number(), yesterday);
        report(third, yesterday, "20:00", "21:00", Map.of());

        List<Visit> newestFirst = visits.ofCustomer(customer.id());
        String number = newestFirst.get(2).number();
        assertThat(newestFirst.get(2).hints()).containsExactly("not planned before");
        assertThat(newestFirst.get(1).hints()).containsExactly("at the same time as " + number, "not planned before");
        assertThat(newestFirst.get(0).hints())
                .contains("the same words as " + number, "outside working time", "not planned before");
    }

    @Test
    void aPlanWithoutAVisitShowsAndCountsNothing() {
        LocalDate today = workingTime.today();
        String life = plan(customer.number(), today);
        steps.fireTimer(life, "prepare-visit");
        steps.fireTimer(life, "prepare-visit");
        steps.complete(life, "prepare-visit", REP, Map.of("visitGoal", "See the plant"));
        steps.fireTimer(life, "report-visit");
        steps.fireTimer(life, "report-visit");
        assertThat(timeline()).contains("not reported yet");

        steps.complete(life, "report-visit", REP, Map.of("visitHappened", "no", "visitReport", "Their gate was shut"));
        assertThat(steps.trace(life)).endsWith("visit-reported");
        assertThat(events.stream(VisitReported.class)).isEmpty();
        assertThat(timeline()).contains("did not take place", "Their gate was shut");
    }

    @Test
    void whoseCustomerItIsNotAndWhatDayCannotBeIsRefused() {
        Customer others = customers.register(new NewCustomer(
                "Other " + UUID.randomUUID(), null, null, null, null, null, null, "violet-mclelland", "B", null));
        LocalDate today = workingTime.today();

        assertThatThrownBy(() -> plan(others.number(), today)).hasStackTraceContaining("none of yours");
        assertThatThrownBy(() -> plan("nobody at all", today)).hasStackTraceContaining("none of yours");
        assertThatThrownBy(() -> plan(customer.number(), today.plusYears(2))).hasStackTraceContaining("a year ahead");
        assertThatThrownBy(() -> plan(customer.number(), today.minusDays(31))).hasStackTraceContaining("30 days ago");
        assertThat(visits.ofCustomer(others.id())).isEmpty();
    }

    private String timeline() {
        return web.browser(REP)
                .get("/api/customers/" + customer.id() + "/timeline")
                .body();
    }

    private String plan(String whom, LocalDate on) {
        List<String> life = new ArrayList<>();
        steps.as(
                REP,
                () -> life.add(forms.submitStartForm(
                                repository
                                        .createProcessDefinitionQuery()
                                        .processDefinitionKey("customer-visit")
                                        .latestVersion()
                                        .singleResult()
                                        .getId(),
                                Map.of("customer", whom, "plannedOn", on.toString(), "visitPurpose", "Spring season"))
                        .getId()));
        return life.get(0);
    }

    private void report(String life, LocalDate on, String from, String until, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "visitHappened",
                "yes",
                "visitedOn",
                on.toString(),
                "visitFrom",
                from,
                "visitUntil",
                until,
                "visitPlace",
                "Their plant",
                "visitMet",
                "Ada",
                "visitReport",
                words));
        values.putAll(more);
        steps.complete(life, "report-visit", REP, values);
    }
}
