package io.tradewind.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever an administrator opens in the engine's web applications, nothing that these ask for is refused or fails. */
@TradewindTest
@Tag("browser")
class WebApplicationsBrowserTests {

    private static final String COCKPIT = "/camunda/app/cockpit/default/#";
    private static final Duration QUIET = Duration.ofMillis(400);
    private static final Duration LONGER_THAN_REQUIRE_WAITS = Duration.ofMinutes(1);
    private static final String ADMIN = "/camunda/app/admin/default/#";

    @LocalServerPort
    private int port;

    @Autowired
    private Web web;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private DecisionService decisions;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    private final Set<String> refused = new LinkedHashSet<>();
    private final List<String> answers = new ArrayList<>();
    private final Set<Request> underWay = new HashSet<>();
    private long lastAsked;
    private ProcessInstance lead;

    @BeforeEach
    void aLeadThatWaits() throws IOException {
        HttpResponse<String> entered = web.program("darcel-schlecht")
                .post(
                        "/api/leads",
                        "{\"companyName\": \"Company " + UUID.randomUUID() + "\", \"source\": \"referral\"}");
        String journey = new ObjectMapper()
                .readTree(entered.body())
                .path("processInstanceId")
                .asText();
        steps.runAllJobs(journey);
        lead = runtime.createProcessInstanceQuery()
                .superProcessInstanceId(journey)
                .processDefinitionKey("lead-qualification")
                .singleResult();
    }

    @Test
    void nothingThatAnAdministratorOpensIsRefused() {
        decisions
                .evaluateDecisionByKey("dunning-level")
                .variables(Map.of("overdueDays", 20))
                .evaluate();
        HistoricDecisionInstance decided = history.createHistoricDecisionInstanceQuery()
                .decisionDefinitionKey("dunning-level")
                .orderByEvaluationTime()
                .desc()
                .listPage(0, 1)
                .get(0);
        String deployment =
                repository.getProcessDefinition(lead.getProcessDefinitionId()).getDeploymentId();
        String task = tasks.createTaskQuery()
                .processInstanceId(lead.getId())
                .listPage(0, 1)
                .get(0)
                .getId();
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs("admin");
            page.onRequest(asked -> {
                underWay.add(asked);
                lastAsked = System.nanoTime();
            });
            page.onRequestFailed(underWay::remove);
            page.onResponse(answer -> {
                underWay.remove(answer.request());
                lastAsked = System.nanoTime();
                answers.add(answer.url());
                if (answer.status() >= 400) {
                    refused.add(answer.request().method() + " " + answer.url().replaceAll("^http://[^/]+|[?].*", "")
                            + ": " + answer.status());
                }
            });

            for (String view : List.of("/dashboard", "/processes", "/decisions", "/tasks", "/reports", "/batch")) {
                open(page, COCKPIT + view);
            }
            openWithTabs(
                    page,
                    COCKPIT + "/process-definition/" + lead.getProcessDefinitionId() + "/runtime",
                    Set.of("Process Instances", "Incidents", "Called Process Definitions", "Job Definitions"));
            openWithTabs(
                    page,
                    COCKPIT + "/process-instance/" + lead.getId() + "/runtime",
                    Set.of(
                            "Variables",
                            "Incidents",
                            "Called Process Instances",
                            "User Tasks",
                            "Jobs",
                            "External Tasks"));
            open(page, COCKPIT + "/decision-definition/" + decided.getDecisionDefinitionId());
            openWithTabs(page, COCKPIT + "/decision-instance/" + decided.getId(), Set.of("Inputs", "Outputs"));
            open(page, COCKPIT + "/repository?deployment=" + deployment);
            open(page, "/camunda/app/tasklist/default/");
            openWithTabs(
                    page,
                    "/camunda/app/tasklist/default/#/?task=" + task,
                    Set.of("Form", "History", "Diagram", "Description", "Customer"));
            for (String view : List.of(
                    "/",
                    "/users",
                    "/users/darcel-schlecht",
                    "/users/darcel-schlecht?tab=groups",
                    "/groups",
                    "/groups/sales-rep",
                    "/groups/sales-rep?tab=group-users",
                    "/authorization",
                    "/authorization?resource=6",
                    "/tenants",
                    "/system",
                    "/system?section=system-settings-metrics")) {
                open(page, ADMIN + view);
            }
            open(page, "/camunda/app/welcome/default/");

            assertThat(refused)
                    .containsExactlyInAnyOrder(
                            // nobody knows yet who the company of this lead is
                            "GET /api/tasks/" + task + "/customer: 404",
                            // the demo company has no rules for passwords, which is how the engine says so
                            "GET /camunda/api/engine/engine/default/identity/password-policy: 404");
            for (String versions :
                    List.of("/process-definition?key=lead-qualification", "/decision-definition?key=dunning-level")) {
                assertThat(answers)
                        .as("asked without saying how many")
                        .anyMatch(address -> address.contains(versions) && !address.contains("maxResults"));
            }
        }
    }

    /** RequireJS by itself gives up after seven seconds, and the page stays empty. */
    @Test
    void tasklistComesUpHoweverLongItsPluginsTake() {
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs("darcel-schlecht");
            List<Route> late = new ArrayList<>();
            page.route(Pattern.compile("/plugin\\.js"), late::add);
            page.clock().install();
            page.navigate("/camunda/app/tasklist/default/");
            page.waitForCondition(() -> !late.isEmpty());

            page.clock().fastForward(LONGER_THAN_REQUIRE_WAITS.toMillis());
            late.forEach(Route::resume);

            page.locator(".tasks-list .task").first().waitFor();
        }
    }

    @Test
    void tasklistShowsTheOrderItAsksForAndKeepsToTheOneThatIsChosen() {
        try (Browser browser = new Browser(port)) {
            Page page = browser.loggedInAs("darcel-schlecht");
            Locator order =
                    page.locator("[cam-sorting-choices] .dropdown-toggle").first();

            Request first = page.waitForRequest(
                    WebApplicationsBrowserTests::asksForAList, () -> page.navigate("/camunda/app/tasklist/default/"));
            assertThat(first.postData()).contains("{\"sortBy\":\"dueDate\",\"sortOrder\":\"asc\"}");
            order.waitFor();
            assertThat(order.innerText()).contains("Due date");

            order.click();
            Request chosen = page.waitForRequest(WebApplicationsBrowserTests::asksForAList, () -> page.locator(
                            "[cam-sorting-choices] .dropdown-menu")
                    .first()
                    .getByText("Task name")
                    .click());
            assertThat(chosen.postData()).contains("{\"sortBy\":\"nameCaseInsensitive\",\"sortOrder\":\"asc\"}");
            assertThat(order.innerText()).contains("Task name");
        }
    }

    private static boolean asksForAList(Request request) {
        return request.method().equals("POST") && request.url().contains("/list?");
    }

    /** Until everything is answered and nothing more is asked. */
    private void settle(Page page) {
        page.waitForCondition(() -> underWay.isEmpty() && System.nanoTime() - lastAsked > QUIET.toNanos());
    }

    private void open(Page page, String address) {
        // another place in the same page is no new one to a browser
        page.navigate("about:blank");
        underWay.clear();
        page.navigate(address);
        settle(page);
        assertThat(page.url()).as("where the page stays").contains(address.split("\\?")[0]);
    }

    /** All that a page of a process, a task or a decision shows below one another. */
    private void openWithTabs(Page page, String address, Set<String> expected) {
        open(page, address);
        Locator tabs = page.locator("ul.nav-tabs > li > a:visible");
        Set<String> seen = new LinkedHashSet<>();
        for (int tab = 0; tab < tabs.count(); tab++) {
            seen.add(tabs.nth(tab).innerText().strip());
            tabs.nth(tab).click();
            settle(page);
        }
        assertThat(seen).as("tabs of " + address).containsAll(expected);
    }
}
