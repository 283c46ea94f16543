package io.tradewind.deal.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.deal.DealFixtures;
import io.tradewind.engine.Processes;
import io.tradewind.engine.migration.Migrations;
import io.tradewind.engine.migration.Migrations.Outcome;
import io.tradewind.engine.migration.Migrations.Wanted;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.ModelerButton;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A deal that is moved to another version while its discount is being approved. */
@TradewindTest
class MovedDealTests {

    private static final String REP = DealFixtures.REP;
    private static final String FILE = "opportunity.bpmn";

    @Autowired
    private DealFixtures fixtures;

    @Autowired
    private Processes processes;

    @Autowired
    private Migrations migrations;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    private Set<String> deployedBefore = Set.of();

    @BeforeEach
    void remember() {
        deployedBefore = deployments();
        jdbc.sql("DELETE FROM absence").update();
    }

    @AfterEach
    void takeBack() {
        deployments().stream()
                .filter(id -> !deployedBefore.contains(id))
                .forEach(id -> repository.deleteDeployment(id, true));
    }

    @Test
    void whatItCalledGoesOnAndComesBackToTheNewVersion() throws IOException {
        int old = deploy("name=\"Present quotation\"", "name=\"Present it\"");
        String deal = processes.start(
                "opportunity",
                "L-test",
                Map.of(
                        "leadNumber",
                        "L-" + UUID.randomUUID(),
                        "rep",
                        REP,
                        "customerId",
                        fixtures.customer().id()));
        steps.complete(
                deal,
                "clarify-needs",
                REP,
                Map.of(
                        "nextStep",
                        "quote",
                        "needs",
                        "A line",
                        "product",
                        "gtx-pro",
                        "quantity",
                        2,
                        "budget",
                        "10000.00"));
        steps.runAllJobs(deal);
        steps.complete(deal, "prepare-quotation", REP, quotation());
        steps.runAllJobs(deal);
        ProcessInstance approval = called(deal);
        Task asked = steps.task(deal, "decide-request");
        int now = deploy("name=\"Present quotation\"", "name=\"Show quotation\"");

        AtomicLong id = new AtomicLong();
        steps.as(
                "owner",
                () -> id.set(
                        migrations.start(new Wanted("opportunity", old, now, Map.of(), Set.of()), "Better words")));
        steps.runBatch(jdbc.sql("SELECT batch_id FROM instance_migration WHERE id = :id")
                .param("id", id.get())
                .query(String.class)
                .single());

        assertThat(migrations.results(id.get(), 10, 0))
                .extracting(Migrations.Result::outcome)
                .containsExactly(Outcome.MOVED);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(deal)
                        .singleResult()
                        .getProcessDefinitionId())
                .isNotEqualTo(approval.getProcessDefinitionId())
                .isEqualTo(definition(now));
        assertThat(called(deal).getId()).isEqualTo(approval.getId());
        assertThat(called(deal).getProcessDefinitionId()).isEqualTo(approval.getProcessDefinitionId());
        assertThat(steps.task(deal, "decide-request").getId()).isEqualTo(asked.getId());
        assertThat(steps.task(deal, "decide-request").getAssignee()).isEqualTo(asked.getAssignee());
        assertThat(runtime.createEventSubscriptionQuery()
                        .processInstanceId(deal)
                        .eventName("deal.stands-still")
                        .count())
                .isEqualTo(1);

        steps.complete(deal, "decide-request", DealFixtures.MANAGER, Map.of("decision", "approve"));
        steps.runAllJobs(deal);
        assertThat(steps.task(deal, "present-quotation").getName()).isEqualTo("Show quotation");
        steps.complete(deal, "present-quotation", REP, Map.of("customerAnswer", "accepted"));
        steps.runAllJobs(deal);
        assertThat(steps.ended(deal)).isTrue();
        assertThat(steps.trace(deal)).contains("approve-discount", "win-deal");
    }

    private ProcessInstance called(String deal) {
        return runtime.createProcessInstanceQuery()
                .superProcessInstanceId(deal)
                .processDefinitionKey("discount-approval")
                .singleResult();
    }

    private Map<String, Object> quotation() {
        return new HashMap<>(Map.of(
                "quotationStep",
                "quote",
                "lines",
                SpinValues.jsonValue("[{\"product\":\"gtx-pro\",\"quantity\":2,\"discount\":12}]")
                        .create(),
                "paymentDays",
                30L,
                "deliveryDate",
                workingTime.today().plusDays(20).toString(),
                "validUntil",
                workingTime.today().plusDays(40).toString()));
    }

    /** Answers with its version. */
    private int deploy(String name, String instead) throws IOException {
        HttpResponse<String> answer = ModelerButton.press(
                web.program("owner"),
                "Other words",
                Map.of(FILE, Files.readString(Path.of("bpmn/deal", FILE)).replace(name, instead)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("opportunity")
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private String definition(int version) {
        return List.copyOf(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("opportunity")
                        .processDefinitionVersion(version)
                        .list())
                .get(0)
                .getId();
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
    }
}
