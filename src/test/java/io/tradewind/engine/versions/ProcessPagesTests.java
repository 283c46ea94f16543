package io.tradewind.engine.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.EngineSteps;
import io.tradewind.support.ModelerButton;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.repository.Deployment;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page of the owners, by each role, on versions that were really deployed. */
@TradewindTest
class ProcessPagesTests {

    private static final String LEAD = "lead-qualification.bpmn";
    private static final String CONTACT = "lead-qualification.contact-lead.form";
    private static final String PAGE = "/processes/lead-qualification";

    @Autowired
    private Web web;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private IdentityService identity;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private JdbcClient jdbc;

    private Set<String> deployedBefore = Set.of();
    private int live;

    @BeforeEach
    void remember() {
        deployedBefore = deployments();
        live = version("lead-qualification");
        jdbc.sql("DELETE FROM absence").update();
    }

    @AfterEach
    void takeBack() {
        deployments().stream()
                .filter(id -> !deployedBefore.contains(id))
                .forEach(id -> repository.deleteDeployment(id, true));
        assertThat(version("lead-qualification")).isEqualTo(live);
    }

    @Test
    void ownersAndThoseWhoAnswerForTheWorkSeeThePagesAndNobodyElse() {
        List<String> paths = List.of(
                "/processes",
                PAGE,
                PAGE + "?version=" + live,
                PAGE + "/diagram?version=" + live,
                PAGE + "/compare?from=" + live + "&to=" + live,
                "/processes/tables/lead-grade",
                "/processes/tables/lead-grade/compare?from=1&to=1");
        SoftAssertions all = new SoftAssertions();
        for (String path : paths) {
            for (String user : List.of("owner", "auditor", "director", "gm")) {
                all.assertThat(web.browser(user).get(path).statusCode())
                        .as("%s %s", user, path)
                        .isEqualTo(200);
            }
            for (String user : List.of("darcel-schlecht", "melvin-marxen", "finance", "support", "admin")) {
                all.assertThat(web.browser(user).get(path).statusCode())
                        .as("%s %s", user, path)
                        .isEqualTo(403);
            }
            all.assertThat(web.nobody().get(path, "Accept", "text/html").statusCode())
                    .as("nobody %s", path)
                    .isEqualTo(302);
        }
        all.assertAll();
    }

    @Test
    void onlyAnOwnerGoesBackAndOthersAreNotOfferedIt() throws IOException {
        deploy("Remind earlier", Map.of(LEAD, remindingEarlier()));
        for (String user : List.of("auditor", "director", "gm", "admin", "darcel-schlecht")) {
            Web.Client browser = web.browser(user);
            Document page = Jsoup.parse(browser.get(PAGE + "?version=" + live).body());

            assertThat(page.select("form[action$=/back]")).as(user).isEmpty();
            assertThat(browser.submit(
                                    PAGE + "/back",
                                    Map.of(
                                            "version",
                                            String.valueOf(live),
                                            "reason",
                                            "Mine",
                                            "_csrf",
                                            Web.hiddenToken(browser.get("/").body())))
                            .statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(version("lead-qualification")).isEqualTo(live + 1);
    }

    @Test
    void theListTellsInPlainWordsWhatIsLiveWhoMadeItSoAndWhatRuns() throws IOException {
        lead();
        assertThat(row("/processes", "Lead qualification")).contains("came with the application");
        long before = runtime.createProcessInstanceQuery()
                .processDefinitionKey("lead-qualification")
                .count();

        deploy("Remind earlier of duplicates", Map.of(LEAD, remindingEarlier()));

        assertThat(row("/processes", "Lead qualification"))
                .contains("Lead qualification " + (live + 1) + " ", "Owen Perez Remind earlier of duplicates")
                .endsWith(before + " " + before);
        assertThat(row("/processes", "Lead grade")).contains("Owen Perez", "(went along, itself unchanged)");
        assertThat(row("/processes", "Discount authority")).contains("came with the application");
    }

    @Test
    void theStepsTellHowManyStandThereAndTheOwnerSeesWhich() throws IOException {
        String journey = lead();
        String key = Objects.requireNonNull(runtime.createProcessInstanceQuery()
                .processDefinitionKey("lead-qualification")
                .superProcessInstanceId(journey)
                .singleResult()
                .getBusinessKey());
        Document page = page("owner", PAGE);

        assertThat(page.select(".tw-diagram").attr("data-counts")).contains("\"contact-lead\":");
        assertThat(page.select(".tw-diagram").attr("data-src")).isEqualTo(PAGE + "/diagram?version=" + live);
        String path = page.select("a[href*=/steps/contact-lead]").attr("href");
        assertThat(page("owner", path).select("td[data-label=Document]").eachText())
                .contains(key);
        assertThat(page("owner", path).select("td[data-label=Since]").eachText())
                .allMatch(since -> since.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d"));

        assertThat(web.browser("auditor").get(path).statusCode()).isEqualTo(200);
        for (String user : List.of("director", "gm", "darcel-schlecht", "admin")) {
            assertThat(web.browser(user).get(path).statusCode()).as(user).isEqualTo(403);
        }
        assertThat(page("director", PAGE).select("a[href*=/steps/]")).isEmpty();
        assertThat(page("director", PAGE).select("table").text()).contains("Contact lead");
    }

    @Test
    void twoVersionsAreComparedStepByStepFieldByFieldAndRowByRow() throws IOException {
        String model = model("bpmn/lead/" + LEAD)
                .replace("of(rep).hours(4)", "of(rep).hours(2)")
                .replace("name=\"Qualify lead\"", "name=\"Judge lead\"")
                .replace(
                        "sourceRef=\"is-it-a-chance\" targetRef=\"accept-lead\"",
                        "sourceRef=\"is-it-a-chance\" targetRef=\"wait-a-day\"")
                .replace(
                        "</bpmn:process>",
                        "<bpmn:intermediateCatchEvent id=\"wait-a-day\" name=\"Wait a day\"><bpmn:timerEventDefinition>"
                                + "<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">P1D</bpmn:timeDuration>"
                                + "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:sequenceFlow"
                                + " id=\"waited\" sourceRef=\"wait-a-day\" targetRef=\"accept-lead\"/></bpmn:process>");
        String form = model("forms/lead/" + CONTACT)
                .replace("\"label\": \"Next step\"", "\"label\": \"What comes next\"")
                .replace(
                        "\"key\": \"nextStep\"",
                        "\"key\": \"competitor\", \"label\": \"Who else offers\", \"validate\": {\"maxLength\": 80},"
                                + " \"id\": \"Field_new\" }, { \"type\": \"textfield\", \"key\": \"nextStep\"");
        String table = model("bpmn/lead/lead-grade.dmn")
                .replaceFirst("<text>\"referral\",\"partner\"</text>", "<text>\"referral\"</text>")
                .replaceFirst(
                        "<rule id=\"lead-fit-rule-1\">",
                        "<rule id=\"lead-fit-rule-new\"><inputEntry id=\"n1\"><text>-</text></inputEntry><inputEntry"
                                + " id=\"n2\"><text>\"partner\"</text></inputEntry><inputEntry"
                                + " id=\"n3\"><text>-</text></inputEntry><outputEntry"
                                + " id=\"n4\"><text>1</text></outputEntry><outputEntry id=\"n5\"><text>\"a"
                                + " partner\"</text></outputEntry></rule><rule id=\"lead-fit-rule-1\">");
        deploy("Several things", Map.of(LEAD, model, CONTACT, form, "lead-grade.dmn", table));

        Document page = page("owner", PAGE + "/compare?from=" + live + "&to=" + (live + 1));

        assertThat(page.select(".tw-diagram")).hasSize(2);
        assertThat(page.select(".tw-diagram").attr("data-marks"))
                .contains(
                        "\"wait-a-day\":\"added\"", "\"qualify-lead\":\"changed\"", "\"resolve-duplicate\":\"changed\"")
                .doesNotContain("contact-lead");
        String process = part(page, "Process Lead qualification");
        assertThat(process)
                .contains(
                        "+ added Wait a day (wait)",
                        "~ changed Judge lead (task)",
                        "name Qualify lead Judge lead",
                        "goes to accept-lead wait-a-day",
                        "~ changed Resolve duplicate (task)")
                .contains("of(rep).hours(2)");
        assertThat(part(page, "Form lead-qualification.contact-lead"))
                .contains("+ added Who else offers (field)")
                .contains("label Next step What comes next")
                .doesNotContain("Who did you reach?");
        Document tables = page(
                "owner",
                "/processes/tables/lead-grade/compare?from=" + (version("lead-grade") - 1) + "&to="
                        + version("lead-grade"));
        assertThat(tables.select("tr.tw-added").text()).startsWith("+ added 1").contains("\"partner\"");
        assertThat(tables.select("tr.tw-changed").text()).startsWith("~ changed 3");
        assertThat(tables.select("tr.tw-changed td.tw-cell").eachText())
                .containsExactly("− \"referral\",\"partner\" + \"referral\"");
        assertThat(part(page, "Table")).contains("− \"referral\",\"partner\" + \"referral\"");

        Document other = page("owner", PAGE + "/compare?from=" + (live + 1) + "&to=" + live);
        assertThat(part(other, "Process Lead qualification")).contains("− removed Wait a day (wait)");
        assertThat(part(other, "Form lead-qualification.contact-lead")).contains("− removed Who else offers (field)");
        assertThat(other.select("tr.tw-removed, .tw-decision tr.tw-removed").text())
                .contains("\"partner\"");
    }

    @Test
    void theWayBackIsANewVersionForNewCasesWhileARunningOneGoesOn() throws IOException {
        deploy("Remind earlier of duplicates", Map.of(LEAD, remindingEarlier().replace("Contact lead", "Call lead")));
        String running = lead();
        Web.Client owner = web.browser("owner");
        Document page = Jsoup.parse(owner.get(PAGE + "?version=" + live).body());
        assertThat(page.select("h2#back").text()).isEqualTo("Go back to version " + live);
        assertThat(page.select("h2#back").first().parent().text()).contains("~ Resolve duplicate");

        HttpResponse<String> answer = owner.submit(
                PAGE + "/back",
                Map.of(
                        "version",
                        String.valueOf(live),
                        "reason",
                        "Two hours were too short",
                        "_csrf",
                        page.select("form[action$=/back] input[name=_csrf]").attr("value")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(version("lead-qualification")).isEqualTo(live + 2);
        assertThat(source(live + 2)).isEqualTo(source(live)).isNotEqualTo(source(live + 1));
        assertThat(row(PAGE, String.valueOf(live + 2)))
                .contains("Owen Perez", "Two hours were too short", "(Back to version " + live);
        assertThat(steps.task(running, "contact-lead").getName()).isEqualTo("Call lead");
        String rep = steps.task(running, "contact-lead").getAssignee();
        steps.complete(running, "contact-lead", rep, Map.of("reached", "decision-maker"));
        steps.runJob(running, "contact-lead");
        assertThat(steps.task(running, "qualify-lead").getProcessDefinitionId()).isEqualTo(definition(live + 1));
        assertThat(steps.task(lead(), "contact-lead").getName()).isEqualTo("Contact lead");

        assertThat(back(owner, live, "Once more")).contains("Version " + live + " is what is live already");
        assertThat(version("lead-qualification")).isEqualTo(live + 2);
    }

    @Test
    void theWayBackIsRefusedWithWhatIsMissingWhenWhatItNeedsIsGone() throws IOException {
        Group group = identity.newGroup("night-shift");
        group.setType("ROLE");
        identity.saveGroup(group);
        try {
            deploy(
                    "The night shift assigns",
                    Map.of(
                            LEAD,
                            model("bpmn/lead/" + LEAD)
                                    .replaceFirst(
                                            "candidateGroups=\"sales-manager\"", "candidateGroups=\"night-shift\"")));
        } finally {
            deploy("And no more", Map.of(LEAD, model("bpmn/lead/" + LEAD)));
            identity.deleteGroup("night-shift");
        }

        assertThat(back(web.browser("owner"), live + 1, "They are back"))
                .contains("Nothing was deployed, because this is wrong", "belongs to 'night-shift', which is no role");
        assertThat(version("lead-qualification")).isEqualTo(live + 2);
    }

    @Test
    void theWayBackNeedsAReasonAndAVersionThatExists() throws IOException {
        deploy("Remind earlier", Map.of(LEAD, remindingEarlier()));
        Web.Client owner = web.browser("owner");

        assertThat(back(owner, live, "  ")).contains("Say why you go back");
        assertThat(back(owner, live, "x".repeat(201))).contains("more than 200 characters");
        assertThat(back(owner, 4711, "Why not")).contains("There is no version 4711");
        assertThat(owner.get(PAGE + "?version=4711").statusCode()).isEqualTo(404);
        assertThat(owner.get("/processes/no-such-process").statusCode()).isEqualTo(404);
        assertThat(owner.get(PAGE + "?version=99999999999999").statusCode()).isEqualTo(422);
        assertThat(version("lead-qualification")).isEqualTo(live + 1);
    }

    private String back(Web.Client browser, int version, String reason) {
        String token = Jsoup.parse(browser.get(PAGE).body())
                .select("input[name=_csrf]")
                .first()
                .attr("value");
        HttpResponse<String> answer = browser.submit(
                PAGE + "/back",
                Map.of("version", String.valueOf(version), "reason", reason, "_csrf", token),
                "Accept",
                "text/html");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return Jsoup.parse(answer.body()).select("[role=alert]").text();
    }

    private void deploy(String why, Map<String, String> files) {
        HttpResponse<String> answer = ModelerButton.press(web.program("owner"), why, new TreeMap<>(files));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private Document page(String user, String path) {
        HttpResponse<String> answer = web.browser(user).get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private String row(String path, String first) {
        return page("owner", path).select("tbody tr").stream()
                .filter(row -> row.child(0).text().equals(first))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static String part(Document page, String title) {
        return page.select("section.tw-panel").stream()
                .filter(section -> section.select("h2").text().startsWith(title))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(page.select("h2").eachText().toString()))
                .text();
    }

    private String lead() {
        String journey = web.program("support")
                .newLead(Map.of("region", "east", "source", "referral", "expectedValue", 600000, "currency", "USD"));
        steps.runAllJobs(journey);
        return journey;
    }

    private String remindingEarlier() throws IOException {
        return model("bpmn/lead/" + LEAD).replace("of(rep).hours(4)", "of(rep).hours(2)");
    }

    private String definition(int version) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("lead-qualification")
                .processDefinitionVersion(version)
                .singleResult()
                .getId();
    }

    private String source(int version) throws IOException {
        try (var model = repository.getProcessModel(definition(version))) {
            return new String(model.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private int version(String id) {
        return id.equals("lead-qualification")
                ? repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(id)
                        .latestVersion()
                        .singleResult()
                        .getVersion()
                : repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(id)
                        .latestVersion()
                        .singleResult()
                        .getVersion();
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
    }

    private static String model(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
