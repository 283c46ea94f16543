package io.tradewind.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.migration.Migrations.Wanted;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.ModelerButton;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Old and new are versions of one test alone, so that nobody else's leads are moved. */
abstract class OwnLeadVersions {

    static final String PROCESS = "lead-qualification";
    static final String LEAD = "lead-qualification.bpmn";
    static final String CONTACT = "lead-qualification.contact-lead.form";

    @Autowired
    protected Migrations migrations;

    @Autowired
    protected Web web;

    @Autowired
    protected RepositoryService repository;

    @Autowired
    protected RuntimeService runtime;

    @Autowired
    protected TaskService tasks;

    @Autowired
    protected FormService forms;

    @Autowired
    protected ManagementService management;

    @Autowired
    protected EngineSteps steps;

    @Autowired
    protected JdbcClient jdbc;

    private Set<String> deployedBefore = Set.of();
    protected int old;

    @BeforeEach
    void anOldVersionOfItsOwn() throws IOException {
        deployedBefore = deployments();
        jdbc.sql("DELETE FROM absence").update();
        deploy(
                "As it was",
                Map.of(
                        LEAD,
                        model("bpmn/lead/" + LEAD).replace("name=\"Qualify lead\"", "name=\"Qualify lead here\"")));
        old = version();
    }

    @AfterEach
    void takeBack() {
        deployments().stream()
                .filter(id -> !deployedBefore.contains(id))
                .forEach(id -> repository.deleteDeployment(id, true));
    }

    protected Wanted wanted(Map<String, String> given) {
        return new Wanted(PROCESS, old, old + 1, given, Set.of());
    }

    /** An owner's changes: names, a field, an added step, another reminder; and whatever else is replaced. */
    protected void deployNew(String... replaced) throws IOException {
        String model = model("bpmn/lead/" + LEAD)
                .replace("name=\"Contact lead\"", "name=\"Call lead\"")
                .replace("name=\"Qualify lead\"", "name=\"Judge lead\"")
                .replace(
                        "${workingTime.of(rep).days(1)}</bpmn:timeDate>",
                        "${workingTime.of(rep).hours(2)}</bpmn:timeDate>")
                .replace(
                        "sourceRef=\"is-it-a-chance\" targetRef=\"accept-lead\"",
                        "sourceRef=\"is-it-a-chance\" targetRef=\"wait-a-day\"")
                .replace(
                        "</bpmn:process>",
                        "<bpmn:intermediateCatchEvent id=\"wait-a-day\" name=\"Wait a day\"><bpmn:timerEventDefinition>"
                                + "<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">P1D</bpmn:timeDuration>"
                                + "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:sequenceFlow"
                                + " id=\"waited\" sourceRef=\"wait-a-day\" targetRef=\"accept-lead\"/></bpmn:process>");
        for (int i = 0; i < replaced.length; i += 2) {
            model = model.replace(replaced[i], replaced[i + 1]);
        }
        String form = model("forms/lead/" + CONTACT)
                .replace(
                        "\"key\": \"nextStep\"",
                        "\"key\": \"competitor\", \"label\": \"Who else offers\", \"validate\": {\"maxLength\": 80},"
                                + " \"id\": \"Field_new\" }, { \"type\": \"textfield\", \"key\": \"nextStep\"");
        deploy("As it is", Map.of(LEAD, model, CONTACT, form));
        assertThat(version()).isEqualTo(old + 1);
    }

    protected void deploy(String why, Map<String, String> files) {
        HttpResponse<String> answer = ModelerButton.press(web.program("owner"), why, new TreeMap<>(files));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    protected String lead() {
        return lead(old);
    }

    protected String lead(int version) {
        String journey = web.program("support")
                .newLead(Map.of("region", "east", "source", "referral", "expectedValue", 600000, "currency", "USD"));
        steps.runAllJobs(journey);
        assertThat(steps.task(journey, "contact-lead").getProcessDefinitionId()).isEqualTo(definition(version));
        return journey;
    }

    protected String qualification(String journey) {
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processDefinitionKey(PROCESS)
                .superProcessInstanceId(journey)
                .singleResult();
        return Objects.requireNonNull(instance).getId();
    }

    protected int version() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    protected String definition(int version) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(PROCESS)
                .processDefinitionVersion(version)
                .singleResult()
                .getId();
    }

    protected Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
    }

    protected static String model(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    protected void run(long id) {
        steps.runBatch(jdbc.sql("SELECT batch_id FROM instance_migration WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .single());
    }

    /** Migrations of this test; others of the same numbers came from versions that are no more. */
    protected int recorded() {
        return jdbc.sql("SELECT count(*) FROM instance_migration WHERE from_definition = :definition")
                .param("definition", definition(old))
                .query(Integer.class)
                .single();
    }
}
