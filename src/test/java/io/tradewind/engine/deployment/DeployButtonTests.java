package io.tradewind.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.ModelerButton;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Camunda Modeler's deploy button sends, over HTTP, by somebody who changes the work and by those who may not. */
@TradewindTest
class DeployButtonTests {

    private static final String LEAD = "lead-qualification.bpmn";
    private static final String CONTACT = "lead-qualification.contact-lead.form";

    @Autowired
    private Web web;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private JdbcClient jdbc;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> deployed = new ArrayList<>();
    private Map<String, Integer> before = Map.of();

    @BeforeEach
    void remember() {
        before = versions();
        jdbc.sql("DELETE FROM absence").update();
    }

    @AfterEach
    void takeBack() {
        deployed.forEach(id -> repository.deleteDeployment(id, true));
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void oneDiagramGoesLiveWithTheRestOfItsModule() throws IOException {
        String model = model("bpmn/lead/" + LEAD).replace("of(rep).hours(4)", "of(rep).hours(2)");

        JsonNode answer = deployed(button("owner", "Remind earlier of duplicates", Map.of(LEAD, model)));

        assertThat(names(answer.path("id").asText()))
                .contains("bpmn/lead/lead-qualification.bpmn", "bpmn/lead/lead-grade.dmn", "forms/lead/" + CONTACT)
                .hasSameSizeAs(files("lead"));
        assertThat(versions().get("lead-qualification")).isEqualTo(before.get("lead-qualification") + 1);
        assertThat(versions().get("opportunity")).isEqualTo(before.get("opportunity"));
        JsonNode record = record();
        assertThat(record.path("by").asText()).isEqualTo("owner");
        assertThat(record.path("why").asText()).isEqualTo("Remind earlier of duplicates");
        assertThat(record.path("source").asText()).isEqualTo("Camunda Modeler");
        assertThat(record.path("files")).extracting(JsonNode::asText).containsExactly("bpmn/lead/" + LEAD);
        assertThat(record.path("changes")).hasSize(1);
        assertThat(record.path("changes").path(0).path("element").asText()).isEqualTo("resolve-duplicate");
        assertThat(record.path("changes").path(0).path("name").asText()).isEqualTo("Resolve duplicate");
        assertThat(record.path("changes").path(0).path("kind").asText()).isEqualTo("CHANGED");
    }

    @Test
    void aHistoryShorterThanTheCompanyKeepsIsRefused() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                LEAD, model("bpmn/lead/" + LEAD).replace("historyTimeToLive=\"P3650D\"", "historyTimeToLive=\"P30D\""));
        files.put(
                "lead-grade.dmn",
                model("bpmn/lead/lead-grade.dmn")
                        .replace("historyTimeToLive=\"P3650D\"", "historyTimeToLive=\"P3649D\""));

        HttpResponse<String> answer = button("owner", "Forget sooner", files);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("lead-qualification 'Lead qualification' keeps what happened for 30 days; 3650 days are the"
                        + " least allowed here: give it the history time to live P3650D or a longer one")
                .contains("keeps what happened for 3649 days");
    }

    /** No calendar of the database knows that day, and the last step of each case would fail. */
    @Test
    void aHistoryIsNotKeptBeyondEveryCalendar() throws IOException {
        HttpResponse<String> answer = button(
                "owner",
                "For ever",
                Map.of(
                        LEAD,
                        model("bpmn/lead/" + LEAD)
                                .replace("historyTimeToLive=\"P3650D\"", "historyTimeToLive=\"P2147483647D\"")));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("keeps what happened for 2147483647 days; 36525 days are the most allowed");
    }

    @Test
    void aLongerHistoryIsTheOwnersToChoose() throws IOException {
        deployed(button(
                "owner",
                "Remember longer",
                Map.of(
                        LEAD,
                        model("bpmn/lead/" + LEAD)
                                .replace("historyTimeToLive=\"P3650D\"", "historyTimeToLive=\"P36500D\""))));

        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("lead-qualification")
                        .latestVersion()
                        .singleResult()
                        .getHistoryTimeToLive())
                .isEqualTo(36500);
    }

    @Test
    void theSameAgainGetsNoNewVersion() throws IOException {
        HttpResponse<String> answer = button("owner", "Nothing new", Map.of(LEAD, model("bpmn/lead/" + LEAD)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void theFourEditsOfAnOwnerAreLiveForNewLeadsWhileARunningOneGoesOn() throws IOException {
        String running = lead();
        String model = model("bpmn/lead/" + LEAD)
                .replace("of(rep).days(2)}</bpmn:timeDate>", "of(rep).days(1)}</bpmn:timeDate>")
                .replace(
                        "sourceRef=\"is-it-a-chance\" targetRef=\"accept-lead\"",
                        "sourceRef=\"is-it-a-chance\" targetRef=\"is-it-large\"")
                .replace("</bpmn:process>", secondSignature() + "</bpmn:process>");
        String form = model("forms/lead/" + CONTACT)
                .replace(
                        "\"key\": \"nextStep\"",
                        "\"key\": \"competitor\", \"label\": \"Who else offers\", \"validate\": {\"maxLength\": 80},"
                                + " \"id\": \"Field_new\" }, { \"type\": \"textfield\", \"key\": \"nextStep\"");
        String table = model("bpmn/lead/lead-grade.dmn")
                .replaceFirst(
                        "<rule id=\"lead-fit-rule-1\">",
                        "<rule id=\"lead-fit-rule-new\"><inputEntry id=\"n1\"><text>-</text></inputEntry><inputEntry"
                                + " id=\"n2\"><text>\"referral\"</text></inputEntry><inputEntry"
                                + " id=\"n3\"><text>&gt; 500000</text></inputEntry><outputEntry"
                                + " id=\"n4\"><text>2</text></outputEntry><outputEntry id=\"n5\"><text>\"a large"
                                + " recommendation\"</text></outputEntry></rule><rule id=\"lead-fit-rule-1\">");
        Map<String, String> files = new LinkedHashMap<>();
        files.put(LEAD, model);
        files.put(CONTACT, form);
        files.put("lead-grade.dmn", table);
        files.put(
                "lead-qualification.sign-lead.form",
                model("forms/lead/lead-qualification.assign-lead.form")
                        .replace("lead-qualification.assign-lead", "lead-qualification.sign-lead")
                        .replace("\"key\": \"chosenRep\"", "\"key\": \"signedBy\""));

        deployed(button("owner", "A second signature above 500,000", files));

        JsonNode record = record();
        assertThat(record.path("changes"))
                .extracting(change -> change.path("kind").asText() + " "
                        + change.path("element").asText())
                .contains(
                        "ADDED sign-lead",
                        "ADDED is-it-large",
                        "CHANGED is-a-chance",
                        "ADDED competitor",
                        "ADDED lead-fit-rule-new",
                        "ADDED ");
        assertThat(record.path("findings")).isNotEmpty();
        assertThat(record.path("findings"))
                .allMatch(finding -> finding.path("severity").asText().equals("WARNING"));

        String rep = steps.task(running, "contact-lead").getAssignee();
        steps.complete(running, "contact-lead", rep, Map.of("reached", "decision-maker"));
        steps.runJob(running, "contact-lead");
        steps.complete(running, "qualify-lead", rep, Map.of("qualification", "qualify"));
        assertThat(steps.trace(running)).contains("lead-qualified").doesNotContain("is-it-large");

        String large = lead();
        rep = steps.task(large, "contact-lead").getAssignee();
        steps.complete(large, "contact-lead", rep, Map.of("reached", "decision-maker", "competitor", "Acme"));
        steps.runJob(large, "contact-lead");
        steps.complete(large, "qualify-lead", rep, Map.of("qualification", "qualify"));
        assertThat(steps.task(large, "sign-lead").getDueDate()).isNotNull();
        assertThat(steps.trace(large)).doesNotContain("lead-qualified");
    }

    @Test
    void aMissingDelegateIsNamed() throws IOException {
        refused(
                Map.of(LEAD, model("bpmn/lead/" + LEAD).replace("${assignOwnerDelegate}", "${asignOwnerDelegate}")),
                "bpmn/lead/lead-qualification.bpmn: assign-owner 'Assign owner' names ${asignOwnerDelegate}, which does"
                        + " not exist");
    }

    @Test
    void moneyBesideAWholeNumberIsNamedWithWhatToWrite() throws IOException {
        refused(
                Map.of(LEAD, model("bpmn/lead/" + LEAD).replace("${duplicatesClear == true}", "${leadValue > 500000}")),
                "compares the money leadValue with the whole number 500000",
                "write 500000.0 in ${leadValue > 500000}");
    }

    @Test
    void nobodyDeletesWhatWasDeployed() throws IOException {
        JsonNode answer = deployed(button(
                "owner",
                "Remind earlier",
                Map.of(LEAD, model("bpmn/lead/" + LEAD).replace("of(rep).hours(4)", "of(rep).hours(2)"))));
        String deployment = answer.path("id").asText();
        String definition = repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .processDefinitionKey("lead-qualification")
                .singleResult()
                .getId();

        for (String path : List.of(
                "/deployment/" + deployment,
                "/deployment/" + deployment + "?cascade=true",
                "/process-definition/" + definition + "?cascade=true",
                "/process-definition/key/lead-qualification?cascade=true")) {
            HttpResponse<String> refusal = web.program("admin").send("DELETE", "/engine-rest" + path, null, null);
            assertThat(refusal.statusCode()).as(path).isEqualTo(422);
            assertThat(message(refusal)).as(path).contains("deployments and their versions are kept");
        }
        assertThat(names(deployment)).isNotEmpty();
        assertThat(versions().get("lead-qualification")).isEqualTo(before.get("lead-qualification") + 1);
    }

    @Test
    void aLoopWithoutAWaitIsNamed() throws IOException {
        refused(
                Map.of(
                        LEAD,
                        model("bpmn/lead/" + LEAD)
                                .replace(
                                        "sourceRef=\"return-to-pool\" targetRef=\"assign-owner\"",
                                        "sourceRef=\"return-to-pool\" targetRef=\"return-to-pool\"")),
                "return-to-pool 'Return to pool' begins a way round on which nothing waits");
    }

    @Test
    void twoStartsByTheSameMessageAreNamedAlsoWhenOneIsDeployedAlready() throws IOException {
        String message = "<bpmn:message id=\"m\" name=\"approval.withdrawn\"/>";
        String start = "<bpmn:startEvent id=\"again\" name=\"Again\"><bpmn:outgoing>x</bpmn:outgoing>"
                + "<bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent>"
                + "<bpmn:sequenceFlow id=\"x\" sourceRef=\"again\" targetRef=\"check-duplicates\"/>";
        String two = model("bpmn/lead/" + LEAD)
                .replaceFirst("<bpmn:process", message + "<bpmn:process")
                .replace(
                        "</bpmn:process>",
                        start + start.replace("again", "once-more").replace("\"x\"", "\"y\"") + "</bpmn:process>");

        refused(
                Map.of(LEAD, two),
                "once-more 'Again' starts with the message 'approval.withdrawn', and so does"
                        + " bpmn/lead/lead-qualification.bpmn, again 'Again'");
    }

    @Test
    void anUnknownFieldTypeIsNamed() throws IOException {
        refused(
                Map.of(
                        CONTACT,
                        model("forms/lead/" + CONTACT)
                                .replaceFirst("\"type\": \"textarea\"", "\"type\": \"filepicker\"")),
                "forms/lead/lead-qualification.contact-lead.form: field contactNote is a filepicker, which Tasklist 7.24"
                        + " cannot show");
    }

    @Test
    void aTableOfTenThousandRowsIsRefusedWithTheNumberAllowed() throws IOException {
        String table = model("bpmn/lead/lead-grade.dmn");
        String row = table.substring(table.indexOf("<rule id=\"lead-fit-rule-1\">"));
        row = row.substring(0, row.indexOf("</rule>") + 7);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            rows.append(row.replaceAll("id=\"", "id=\"row-" + i + "-"));
        }

        refused(Map.of("lead-grade.dmn", table.replace(row, rows)), "has 10005 rows, and 1000 are allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${execution.processEngineServices.runtimeService}",
                "${''.getClass().forName('java.lang.Runtime')}",
                "${dataSource.connection}"
            })
    void anExpressionThatReachesForTheRuntimeIsNamed(String expression) throws IOException {
        HttpResponse<String> answer = button(
                "owner",
                "Try",
                Map.of(LEAD, model("bpmn/lead/" + LEAD).replace("${duplicatesClear == true}", expression)));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(message(answer))
                .containsAnyOf("company-is-clear", "is-company-clear")
                .containsAnyOf("may not use", "nobody writes");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void oneWrongFileOfFiveRefusesAllOfThem() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(LEAD, model("bpmn/lead/" + LEAD).replace("of(rep).hours(4)", "of(rep).hours(2)"));
        files.put("lead-grade.dmn", model("bpmn/lead/lead-grade.dmn").replace("<text>3</text>", "<text>4</text>"));
        files.put(CONTACT, model("forms/lead/" + CONTACT).replace("\"maxLength\": 200", "\"maxLength\": 100"));
        files.put("opportunity.bpmn", model("bpmn/deal/opportunity.bpmn").replace("${needsKnown}", "${needKnown}"));
        files.put("stage-probability.dmn", model("bpmn/deal/stage-probability.dmn"));

        refused(files, "bpmn/deal/opportunity.bpmn", "reads 'needKnown' in ${needKnown}, which nobody writes before");
    }

    @Test
    void whatIsWrongIsToldAllAtOnce() throws IOException {
        String model = model("bpmn/lead/" + LEAD)
                .replace("camunda:candidateGroups=\"sales-manager\"", "camunda:candidateGroups=\"managers\"")
                .replace("camunda:decisionRef=\"lead-grade\"", "camunda:decisionRef=\"lead-grades\"")
                .replace("camunda:formRef=\"lead-qualification.qualify-lead\"", "camunda:formRef=\"qualify\"")
                .replace("default=\"nobody-free\"", "");

        refused(
                Map.of(LEAD, model),
                "assign-lead 'Assign lead' belongs to 'managers', which is no role",
                "grade-lead 'Grade lead' names the decision lead-grades, which does not exist",
                "qualify-lead 'Qualify lead' names the form qualify, which does not exist",
                "is-owner-found 'Owner found?' needs a default way out");
    }

    @Test
    void unreadableFilesAreNamed() throws IOException {
        refused(Map.of(LEAD, "<bpmn:definitions"), "lead-qualification.bpmn: cannot be read, line 1");
        refused(Map.of(CONTACT, "{\"components\": ["), "lead-qualification.contact-lead.form: cannot be read, line 1");
        refused(
                Map.of(
                        LEAD,
                        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                                + model("bpmn/lead/" + LEAD).replaceFirst("<\\?xml.*?\\?>", "")),
                "has a document type declaration");
        refused(Map.of("run.groovy", "1"), "run.groovy: is no model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:messageEventDefinition id=\"m\" camunda:type=\"shell\"/>",
                "<bpmn:messageEventDefinition id=\"m\" camunda:type=\"mail\"/>",
                "<bpmn:messageEventDefinition id=\"m\" xmlns:activiti=\"http://activiti.org/bpmn\" activiti:type=\"mail\"/>",
                "<bpmn:conditionalEventDefinition id=\"m\"><bpmn:condition language=\"juel\">${true}</bpmn:condition>"
                        + "</bpmn:conditionalEventDefinition>"
            })
    void codeIsRefusedWhereverItHangs(String event) throws IOException {
        refused(
                Map.of(
                        LEAD,
                        model("bpmn/lead/" + LEAD)
                                .replace(
                                        "</bpmn:process>",
                                        "<bpmn:intermediateThrowEvent id=\"tell\" name=\"Tell\">" + event
                                                + "</bpmn:intermediateThrowEvent></bpmn:process>")),
                "which models here do not use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R/PT0S", "R/PT1S", "0/1 * * * * ?", "R/1970-01-01T00:00:00/PT1M", "${cycle}"})
    void aTimerWithoutRestIsRefusedAtOnce(String cycle) throws IOException {
        refused(
                Map.of(
                        LEAD,
                        model("bpmn/lead/" + LEAD)
                                .replace(
                                        "</bpmn:process>",
                                        "<bpmn:startEvent id=\"often\" name=\"Often\"><bpmn:timerEventDefinition id=\"t\">"
                                                + "<bpmn:timeCycle>" + cycle + "</bpmn:timeCycle>"
                                                + "</bpmn:timerEventDefinition></bpmn:startEvent></bpmn:process>")),
                "has a timer '" + cycle + "' that");
    }

    @ParameterizedTest
    @ValueSource(strings = {"for i in 1..1000000000 return i", "10 ** 999999999", "{f: function(x) f(x), r: f(1)}.r"})
    void aTableThatComputesWithoutEndIsRefused(String asked) throws IOException {
        refused(
                Map.of(
                        "lead-grade.dmn",
                        model("bpmn/lead/lead-grade.dmn")
                                .replaceFirst("<text>sum\\(fitPoints\\)</text>", "<text>" + asked + "</text>")),
                "lead-grade.dmn",
                "a table here");
    }

    @Test
    void whatIsTooDeepOrTooLongIsRefused() throws IOException {
        String deep = model("bpmn/lead/" + LEAD)
                .replace(
                        "</bpmn:process>",
                        "<bpmn:documentation>" + "<a>".repeat(20_000) + "</a>".repeat(20_000)
                                + "</bpmn:documentation></bpmn:process>");
        refused(Map.of(LEAD, deep), "elements inside each other");
        String name = model("bpmn/lead/" + LEAD)
                .replaceFirst("name=\"Contact lead\"", "name=\"\\${" + "a".repeat(20_000) + "}\"");
        refused(Map.of(LEAD, name), "has an expression of more than 2000 letters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lead-qualification.BPMN", "bpmn/../../lead.bpmn", "/etc/lead.bpmn", "lead\\qualification.bpmn"})
    void aNameThatNoModelHasIsRefused(String name) throws IOException {
        HttpResponse<String> answer =
                button("owner", "Try", Map.of(name, model("bpmn/lead/" + LEAD).replace("hours(4)", "hours(3)")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void fiftyMegabytesAreNotTakenIn() {
        HttpResponse<String> answer = button("owner", "Large", Map.of(LEAD, "x".repeat(50 * 1024 * 1024)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(message(answer)).contains("50 MB, and 20 MB are allowed");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void aPageWithCodeInItChangesWithTheApplicationOnly() throws IOException {
        String page = "forms/deal/opportunity.prepare-quotation.html";
        refused(Map.of(page, model(page) + "<script>alert(1)</script>"), page + ": is a page with code in it");
    }

    @Test
    void onlyAProcessOwnerDeploys() throws IOException {
        Map<String, String> files =
                Map.of(LEAD, model("bpmn/lead/" + LEAD).replace("of(rep).hours(4)", "of(rep).hours(2)"));
        SoftAssertions all = new SoftAssertions();
        for (String user : List.of("darcel-schlecht", "admin", "director", "auditor", "finance")) {
            HttpResponse<String> answer = button(user, "Not mine to change", files);
            all.assertThat(answer.statusCode()).as(user).isEqualTo(403);
            all.assertThat(message(answer)).as(user).contains("Only a process owner may deploy models");
        }
        all.assertAll();
        assertThat(button("nobody", "Try", files).statusCode()).isEqualTo(401);
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void aNameTenantOrTimeThatDoesNotFitIsRefused() throws IOException {
        String model = model("bpmn/lead/" + LEAD).replace("of(rep).hours(4)", "of(rep).hours(2)");
        assertThat(message(button("owner", " ", Map.of(LEAD, model)))).contains("has no name");
        assertThat(message(button("owner", "tradewind:lead", Map.of(LEAD, model))))
                .contains("belong to the application");
        assertThat(message(button("owner", "For a tenant", Map.of(LEAD, model), "tenant-id", "acme")))
                .contains("There are no tenants here");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void theRecordIsForOwnersAndAuditorsAndCannotBeChanged() {
        assertThat(web.program("auditor").get("/api/deployments").statusCode()).isEqualTo(200);
        assertThat(web.program("owner").get("/api/deployments?limit=0").statusCode())
                .isEqualTo(422);
        for (String user : List.of("darcel-schlecht", "admin", "director")) {
            assertThat(web.program(user).get("/api/deployments").statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        jdbc.sql("UPDATE model_deployment SET why = 'another'").update())
                .hasMessageContaining("append-only");
    }

    private void refused(Map<String, String> files, String... why) {
        HttpResponse<String> answer = button("owner", "Try", files);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(message(answer)).startsWith("Nothing was deployed").contains(why);
        assertThat(versions()).isEqualTo(before);
    }

    private JsonNode deployed(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = json.readTree(answer.body());
        deployed.add(0, body.path("id").asText());
        return body;
    }

    private String message(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body()).path("message").asText();
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private JsonNode record() throws IOException {
        return json.readTree(
                        web.program("owner").get("/api/deployments?limit=1").body())
                .path(0);
    }

    private HttpResponse<String> button(String user, String name, Map<String, String> files, String... more) {
        return ModelerButton.press(web.program(user), name, files, more);
    }

    /** A large lead of a new company; the id of its journey. */
    private String lead() {
        String journey = web.program("support")
                .newLead(Map.of("region", "east", "source", "referral", "expectedValue", 600000, "currency", "USD"));
        steps.runAllJobs(journey);
        return journey;
    }

    private Map<String, Integer> versions() {
        return repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .collect(Collectors.toMap(ProcessDefinition::getKey, ProcessDefinition::getVersion));
    }

    private List<String> names(String deployment) {
        return repository.getDeploymentResources(deployment).stream()
                .map(Resource::getName)
                .toList();
    }

    private static List<Path> files(String module) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("bpmn", "forms")) {
            try (var list = Files.list(Path.of(folder, module))) {
                list.forEach(files::add);
            }
        }
        return files;
    }

    private static String model(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static String secondSignature() {
        return """
                <bpmn:exclusiveGateway id="is-it-large" name="Above 500,000?" default="not-large"/>
                <bpmn:sequenceFlow id="not-large" name="no" sourceRef="is-it-large" targetRef="accept-lead"/>
                <bpmn:sequenceFlow id="large" name="yes" sourceRef="is-it-large" targetRef="sign-lead">
                  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${leadValue > 500000.0}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
                <bpmn:userTask id="sign-lead" name="Sign lead" camunda:formRef="lead-qualification.sign-lead" camunda:formRefBinding="deployment" camunda:candidateGroups="sales-director" camunda:dueDate="${workingTime.days(2)}">
                  <bpmn:documentation>A large chance is taken on by two people.</bpmn:documentation>
                  <bpmn:extensionElements>
                    <camunda:executionListener delegateExpression="${offerRepsListener}" event="start" />
                    <camunda:taskListener delegateExpression="${remindListener}" event="timeout" id="remind-sign-lead">
                      <bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${workingTime.days(1)}</bpmn:timeDate></bpmn:timerEventDefinition>
                    </camunda:taskListener>
                    <camunda:taskListener delegateExpression="${escalateListener}" event="timeout" id="escalate-sign-lead">
                      <bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${workingTime.days(3)}</bpmn:timeDate></bpmn:timerEventDefinition>
                    </camunda:taskListener>
                  </bpmn:extensionElements>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="signed" sourceRef="sign-lead" targetRef="accept-lead"/>
                """;
    }
}
