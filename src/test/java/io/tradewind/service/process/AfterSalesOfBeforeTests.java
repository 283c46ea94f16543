package io.tradewind.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Processes;
import io.tradewind.service.KnownLinks;
import io.tradewind.service.ServiceCases;
import io.tradewind.service.Surveys;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What runs since before the survey became a process of its own still comes to its end: the model as it was then, on the
 * program of today. Only its id is another one, so that it is not taken for a newer version.
 */
@TradewindTest
class AfterSalesOfBeforeTests {

    private static final String REP = "darcel-schlecht";

    @Autowired
    private RepositoryService repository;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Acting acting;

    @Autowired
    private Surveys surveys;

    @Autowired
    private SatisfactionSurveyProcess satisfaction;

    @Autowired
    private ServiceCases cases;

    @Autowired
    private Customers customers;

    @Autowired
    private JdbcClient jdbc;

    private final String order =
            "O-2026-" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);

    private Customer customer;
    private String deployment;
    private String life;

    @BeforeEach
    void deliverAnOrder() throws IOException {
        customer = customers.all().get(0);
        String before = new ClassPathResource("service/after-sales-before-satisfaction-survey.bpmn")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("<bpmn:process id=\"after-sales\"", "<bpmn:process id=\"after-sales-of-before\"")
                .replace("bpmnElement=\"after-sales\"", "bpmnElement=\"after-sales-of-before\"");
        deployment = acting.asSystem(() -> repository
                .createDeployment()
                .addString("after-sales-of-before.bpmn", before)
                .addClasspathResource("forms/service/after-sales.handover-call.form")
                .addClasspathResource("forms/service/after-sales.settle-open-points.form")
                .deploy()
                .getId());
        life = processes.start(
                "after-sales-of-before",
                "L-2026-000001",
                Map.of("orderNumber", order, "dealNumber", "D-2026-000001", "customerId", customer.id(), "rep", REP));
        steps.complete(
                life,
                "handover-call",
                REP,
                Map.of("handoverComplete", "yes", "contactName", "Pat", "contactEmail", "it@customer.example"));
        steps.runJob(life, "send-survey");
    }

    @AfterEach
    void takeItAway() {
        acting.asSystem(() -> repository.deleteDeployment(deployment, true));
    }

    @Test
    void whoIsSatisfiedEndsIt() {
        satisfaction.answer(KnownLinks.token(jdbc, order), 9, null);
        steps.runAllJobs(life);

        assertThat(steps.ended(life)).isTrue();
        assertThat(steps.trace(life)).contains("satisfied");
    }

    @Test
    void aBadAnswerStillOpensACase() {
        satisfaction.answer(KnownLinks.token(jdbc, order), 2, "It broke");
        steps.runAllJobs(life);

        assertThat(steps.ended(life)).isTrue();
        assertThat(cases.ofCustomer(customer.id()))
                .anySatisfy(opened -> assertThat(opened.reference()).isEqualTo(order));
    }

    @Test
    void whoDoesNotAnswerIsRemindedAndLeftInPeace() {
        steps.fireTimer(life, "after-a-week");
        steps.runJob(life, "send-survey-reminder");
        steps.fireTimer(life, "after-two-weeks");

        assertThat(steps.ended(life)).isTrue();
        assertThat(surveys.about(order)).isPresent();
    }
}
