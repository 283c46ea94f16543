package io.tradewind.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Processes;
import io.tradewind.notification.Mailbox;
import io.tradewind.notification.WrittenMail;
import io.tradewind.service.CaseKind;
import io.tradewind.service.KnownLinks;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.ServiceCases;
import io.tradewind.service.Severity;
import io.tradewind.service.Survey;
import io.tradewind.service.SurveyAnswered;
import io.tradewind.service.SurveyLink;
import io.tradewind.service.Surveys;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TradewindTest
@RecordApplicationEvents
class AfterSalesProcessTests {

    private static final String REP = "darcel-schlecht";

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Surveys surveys;

    @Autowired
    private SatisfactionSurveyProcess satisfaction;

    @Autowired
    private Customers customers;

    @Autowired
    private ServiceCases cases;

    @Autowired
    private ServiceCaseProcess serviceCases;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private Mailbox mailbox;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    private final String order =
            "O-2026-" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT);

    private Customer customer;
    private String life;

    @BeforeEach
    void deliverAnOrder() {
        customer = customers.all().get(0);
        life = processes.start(
                "after-sales",
                "L-2026-000001",
                Map.of("orderNumber", order, "dealNumber", "D-2026-000001", "customerId", customer.id(), "rep", REP));
    }

    @Test
    void aCustomerWhoDoesNotAnswerIsRemindedOnceAndThenLeftInPeace() {
        callForHandover("yes", "it@customer.example");

        steps.runJob(life, "send-survey");
        assertThat(surveys.about(order)).get().satisfies(sent -> {
            assertThat(sent.contactEmail()).isEqualTo("it@customer.example");
            assertThat(sent.rep()).isEqualTo(REP);
        });

        steps.fireTimer(life, "after-a-week");
        steps.runJob(life, "send-survey-reminder");
        assertThat(mail("survey-reminder").text()).contains("/survey/");
        assertThat(steps.ended(life)).isFalse();

        steps.fireTimer(life, "after-two-weeks");
        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life)).contains("reminded", "not-answered").doesNotContain("is-satisfied");
    }

    @Test
    void theMailCarriesALinkThatIsKeptNowhereElse() {
        sendSurvey();

        WrittenMail mail = mail("survey");
        assertThat(mail.recipient()).isEqualTo("it@customer.example");
        assertThat(mail.subject()).isEqualTo("How did we do with order " + order + "?");
        assertThat(mail.text()).contains("Dear Pat Jones", customer.name());
        String token = mail.text().replaceAll("(?s).*/survey/([\\w-]+)\\s.*", "$1");
        assertThat(token).hasSize(43);
        assertThat(surveys.look(token).state()).isEqualTo(SurveyLink.State.OPEN);
        assertThat(jdbc.sql("SELECT token_hash FROM survey_link")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .doesNotContain(token);
    }

    @Test
    void aSatisfiedCustomerIsLeftInPeace() {
        String link = sendSurvey();

        satisfaction.answer(link, 7, "all fine");
        assertThat(steps.ended(life)).isFalse();
        steps.runJob(life, "is-satisfied");

        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life)).contains("satisfied").doesNotContain("open-service-case");
        assertThat(events.stream(SurveyAnswered.class))
                .singleElement()
                .isEqualTo(new SurveyAnswered(
                        surveys.about(order).orElseThrow().id(), customer.id(), REP, 7, workingTime.today()));
    }

    @Test
    void aBadAnswerOpensACaseOnceAndTellsTheRep() {
        String link = sendSurvey();

        satisfaction.answer(link, 6, "Two parts were missing");
        steps.runJob(life, "is-satisfied");
        steps.runJob(life, "open-service-case");
        steps.runJob(life, "tell-rep-of-bad-answer");

        assertThat(mail("survey-bad-answer")).satisfies(told -> {
            assertThat(told.recipientUser()).isEqualTo(REP);
            assertThat(told.subject()).contains(customer.name(), "6 of 10");
            assertThat(told.text())
                    .contains(
                            "Two parts were missing",
                            "/cases/" + ofThisOrder().get(0).number());
        });
        assertThat(steps.ended(life)).isTrue();
        assertThat(ofThisOrder()).singleElement().satisfies(opened -> {
            assertThat(opened.kind()).isEqualTo(CaseKind.COMPLAINT);
            assertThat(opened.severity()).isEqualTo(Severity.NORMAL);
            assertThat(opened.description()).contains("6 of 10", "Two parts were missing");
            assertThat(opened.contactEmail()).isEqualTo("it@customer.example");
            assertThat(opened.processInstanceId()).isNotNull();
        });

        serviceCases.report(surveys.about(order).orElseThrow());
        assertThat(ofThisOrder()).hasSize(1);
    }

    private List<ServiceCase> ofThisOrder() {
        return cases.ofCustomer(customer.id()).stream()
                .filter(found -> order.equals(found.reference()))
                .toList();
    }

    @Test
    void anAnswerAfterTheWaitIsOverStartsAgainAtTheQuestion() {
        String link = sendSurvey();
        steps.fireTimer(life, "after-two-weeks");
        assertThat(steps.ended(life)).isTrue();

        satisfaction.answer(link, 2, "It broke");

        String again = jdbc.sql("SELECT proc_inst_id_ FROM act_ru_execution WHERE business_key_ = :order")
                .param("order", order)
                .query(String.class)
                .single();
        steps.runAllJobs(again);
        assertThat(ofThisOrder()).singleElement().satisfies(opened -> assertThat(opened.severity())
                .isEqualTo(Severity.HIGH));
    }

    @Test
    void whoAnswersWhileTheReminderIsUnderWayIsNotReminded() {
        String link = sendSurvey();
        steps.fireTimer(life, "after-a-week");
        satisfaction.answer(link, 9, null);

        steps.runJob(life, "send-survey-reminder");

        assertThat(jdbc.sql("SELECT reminded_at IS NULL FROM survey WHERE subject = :order")
                        .param("order", order)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void withoutAnEmailNobodyIsAsked() {
        callForHandover("yes", "");

        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life)).contains("not-surveyed");
        assertThat(surveys.about(order)).isEmpty();
    }

    @Test
    void somethingMissingIsSettledAndTheCustomerCalledAgainBeforeAnySurvey() {
        steps.complete(
                life,
                "handover-call",
                REP,
                Map.of(
                        "handoverComplete",
                        "no",
                        "openPoints",
                        "The power supply is missing",
                        "contactEmail",
                        "it@customer.example"));
        assertThat(surveys.about(order)).isEmpty();

        steps.complete(life, "settle-open-points", "service", Map.of("settlement", "Sent by courier, arrived"));
        steps.runAllJobs(life);
        callForHandover("yes", "it@customer.example");
        steps.runJob(life, "send-survey");

        assertThat(surveys.about(order)).isPresent();
    }

    @Test
    void anOpenPointMustBeSaid() {
        assertThatThrownBy(() -> steps.complete(life, "handover-call", REP, Map.of("handoverComplete", "no")))
                .hasStackTraceContaining("Say what is missing");

        assertThat(steps.task(life, "handover-call").getAssignee()).isEqualTo(REP);
    }

    @Test
    void aSlipInTheEmailIsSaidToWhoTypedIt() {
        assertThatThrownBy(() -> callForHandover("yes", "it.customer.example")).hasStackTraceContaining("e-mail");

        steps.task(life, "handover-call");
    }

    @Test
    void repeatingTheSendingStepAsksNobodyTwice() {
        callForHandover("yes", "it@customer.example");
        steps.runJob(life, "send-survey");
        Survey first = surveys.about(order).orElseThrow();

        Survey again = surveys.send(io.tradewind.service.SurveyRequest.aboutOrder(
                        order, customer.id(), REP, null, "somebody-else@customer.example"))
                .orElseThrow();

        assertThat(again).isEqualTo(first);
    }

    private WrittenMail mail(String template) {
        List<WrittenMail> found = new ArrayList<>();
        steps.as("admin", () -> mailbox.latest().stream()
                .filter(mail -> mail.template().equals(template) && order.equals(mail.reference()))
                .forEach(found::add));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private String sendSurvey() {
        callForHandover("yes", "it@customer.example");
        steps.runJob(life, "send-survey");
        return KnownLinks.token(jdbc, order);
    }

    private void callForHandover(String complete, String email) {
        steps.complete(
                life,
                "handover-call",
                REP,
                Map.of("handoverComplete", complete, "contactName", "Pat Jones", "contactEmail", email));
    }
}
