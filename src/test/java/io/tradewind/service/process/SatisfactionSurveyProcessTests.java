package io.tradewind.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Processes;
import io.tradewind.service.KnownLinks;
import io.tradewind.service.NewCase;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.ServiceCases;
import io.tradewind.service.SurveyRequest;
import io.tradewind.service.Surveys;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class SatisfactionSurveyProcessTests {

    private static final String REP = "darcel-schlecht";

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private SatisfactionSurveyProcess satisfaction;

    @Autowired
    private Surveys surveys;

    @Autowired
    private ServiceCases cases;

    @Autowired
    private Customers customers;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final String order = "O-2026-" + UUID.randomUUID();
    private final String email = "pat." + UUID.randomUUID() + "@customer.example";
    private Customer customer;

    @BeforeEach
    void aCustomer() {
        customer = customers.register(
                new NewCustomer("Asked " + UUID.randomUUID(), null, null, null, null, null, null, REP, null, null));
    }

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    @Test
    void aHappyCustomerIsTheEndOfIt() {
        String life = survey();
        steps.runJob(life, "send-survey");

        satisfaction.answer(KnownLinks.token(jdbc, order), 8, null);
        steps.runJob(life, "is-satisfied");

        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life)).contains("satisfied").doesNotContain("open-service-case");
    }

    @Test
    void whoUnsubscribedIsNotAskedAndTheProcessSaysSo() {
        unsubscribe();

        String life = survey();
        steps.runJob(life, "send-survey");

        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life)).endsWith("not-asked");
        assertThat(surveys.about(order)).isEmpty();
        assertThat(mails(order)).isEmpty();
    }

    @Test
    void whoUnsubscribesWhileWeWaitIsNotReminded() {
        String life = survey();
        steps.runJob(life, "send-survey");
        surveys.subscribe(KnownLinks.token(jdbc, order), false);

        steps.fireTimer(life, "after-a-week");
        steps.runJob(life, "send-survey-reminder");

        assertThat(mails(order)).containsExactly("survey");
    }

    @Test
    void theReminderIsWrittenOnce() {
        String life = survey();
        steps.runJob(life, "send-survey");
        steps.fireTimer(life, "after-a-week");
        steps.runJob(life, "send-survey-reminder");
        surveys.remind(order);

        assertThat(mails(order)).containsExactly("survey", "survey-reminder");
    }

    @Test
    void aClosedCaseIsAskedAboutAndItsBadAnswerOpensAnother() {
        ServiceCase closed = closedCase();

        satisfaction.askAboutCase(closed);
        String life = instanceOf(closed.number());
        steps.runJob(life, "send-survey");

        assertThat(surveys.about(closed.number())).get().satisfies(asked -> {
            assertThat(asked.about()).isEqualTo(SurveyRequest.About.CASE);
            assertThat(asked.rep()).isEqualTo(REP);
        });
        assertThat(jdbc.sql("SELECT text FROM mail WHERE reference = :number AND template = 'survey'")
                        .param("number", closed.number())
                        .query(String.class)
                        .single())
                .contains("your case " + closed.number() + " is closed", "/unsubscribe");

        satisfaction.answer(KnownLinks.token(jdbc, closed.number()), 2, "Nothing was settled");
        steps.runAllJobs(life);
        assertThat(cases.ofCustomer(customer.id())).hasSize(2).anySatisfy(again -> assertThat(again.description())
                .contains("case " + closed.number(), "Nothing was settled"));
    }

    @Test
    void whoWasAskedThisMonthIsNotAskedAboutACaseAsWell() {
        String life = survey();
        steps.runJob(life, "send-survey");
        ServiceCase closed = closedCase();

        satisfaction.askAboutCase(closed);
        String soon = instanceOf(closed.number());
        steps.runJob(soon, "send-survey");
        assertThat(steps.trace(soon)).endsWith("not-asked");

        clock.forward(Duration.ofDays(31));
        ServiceCase later = closedCase();
        satisfaction.askAboutCase(later);
        steps.runJob(instanceOf(later.number()), "send-survey");
        assertThat(surveys.about(later.number())).isPresent();
    }

    @Test
    void aTrifleKeepsNobodyFromSayingWhatTheyThinkOfAComplaintAndManyTriflesAreAskedAboutOnce() {
        String mine = "ann+" + UUID.randomUUID() + "@customer.example";
        assertThat(asked("request", mine)).isTrue();
        assertThat(asked("request", "other-" + mine))
                .as("another address of the same customer")
                .isFalse();
        assertThat(asked("complaint", mine)).isTrue();
        assertThat(asked("complaint", mine))
                .as("one who was asked what matters")
                .isFalse();
    }

    @Test
    void nobodyOfUsIsAsked() {
        assertThat(surveys.send(SurveyRequest.aboutOrder(
                        "O-2026-" + UUID.randomUUID(),
                        customer.id(),
                        REP,
                        null,
                        "Darcel-Schlecht+9@tradewind.example")))
                .isEmpty();
    }

    private boolean asked(String kind, String email) {
        ServiceCase about = cases.open(
                new NewCase(customer.number(), kind, null, null, null, "A manual", null, email, null), null, "person");
        return surveys.send(SurveyRequest.aboutCase(about.number(), customer.id(), REP, null, email))
                .isPresent();
    }

    @Test
    void aCaseWithoutAnAddressIsNotAskedAbout() {
        ServiceCase opened = cases.open(
                new NewCase(customer.number(), "request", null, null, null, "A manual", null, null, null),
                null,
                "person");

        satisfaction.askAboutCase(opened);

        assertThat(jdbc.sql("SELECT count(*) FROM act_hi_procinst WHERE business_key_ = :key")
                        .param("key", opened.number())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private ServiceCase closedCase() {
        return cases.open(
                new NewCase(customer.number(), "request", null, null, null, "A manual", "Pat Jones", email, null),
                null,
                "person");
    }

    private void unsubscribe() {
        String before = "O-2026-" + UUID.randomUUID();
        surveys.send(SurveyRequest.aboutOrder(before, customer.id(), REP, null, email.toUpperCase()));
        surveys.subscribe(KnownLinks.token(jdbc, before), false);
    }

    private String survey() {
        return processes.start(
                "satisfaction-survey",
                order,
                Map.of(
                        "surveySubject",
                        order,
                        "surveyAbout",
                        "order",
                        "customerId",
                        customer.id(),
                        "rep",
                        REP,
                        "contactEmail",
                        email));
    }

    private String instanceOf(String key) {
        return jdbc.sql(
                        "SELECT proc_inst_id_ FROM act_hi_procinst WHERE business_key_ = :key AND proc_def_key_ = 'satisfaction-survey'")
                .param("key", key)
                .query(String.class)
                .single();
    }

    private List<String> mails(String reference) {
        return jdbc.sql("SELECT template FROM mail WHERE reference = :reference ORDER BY id")
                .param("reference", reference)
                .query(String.class)
                .list();
    }
}
