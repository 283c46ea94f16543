package io.tradewind.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.ModelerButton;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The owners' pages as they are drawn: pictures, numbers on them, marks, the way back. */
@TradewindTest
@Tag("browser")
class ProcessesBrowserTests {

    private static final String PAGE = "/processes/lead-qualification";

    @LocalServerPort
    private int port;

    @Autowired
    private Web web;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private JdbcClient jdbc;

    private final List<String> errors = new ArrayList<>();
    private Set<String> deployedBefore = Set.of();
    private int version;

    @BeforeEach
    void aVersionOfTheOwnersWithOneLeadOnIt() throws IOException {
        deployedBefore = deployments();
        jdbc.sql("DELETE FROM absence").update();
        String model = Files.readString(Path.of("bpmn/lead/lead-qualification.bpmn"));
        HttpResponse<String> answer = ModelerButton.press(
                web.program("owner"),
                "Call it a call",
                new TreeMap<>(Map.of(
                        "lead-qualification.bpmn", model.replace("name=\"Contact lead\"", "name=\"Call lead\""))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        version = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("lead-qualification")
                .latestVersion()
                .singleResult()
                .getVersion();
        steps.runAllJobs(web.program("darcel-schlecht").newLead(Map.of("source", "referral")));
    }

    @AfterEach
    void takeBack() {
        deployments().stream()
                .filter(id -> !deployedBefore.contains(id))
                .forEach(id -> repository.deleteDeployment(id, true));
    }

    @Test
    void thePictureShowsWhoStandsWhereAndTheMarkOfItsMakers() {
        try (Browser browser = new Browser(port)) {
            Page page = open(browser, PAGE, 1280);

            assertDrawn(page, 1);
            assertThat(badge(page, "contact-lead").textContent()).isEqualTo("1");
            assertThat(page.locator("tbody tr")
                            .filter(new Locator.FilterOptions().setHasText("Call lead"))
                            .locator("td[data-label='Standing here']")
                            .textContent())
                    .isEqualTo("1");
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void whatChangedIsMarkedInBothPicturesAndTheWayBackIsOneReasonAway() {
        try (Browser browser = new Browser(port)) {
            Page page = open(browser, PAGE + "/compare?from=" + (version - 1) + "&to=" + version, 1280);

            assertDrawn(page, 2);
            assertThat(page.locator("[data-element-id='contact-lead'].tw-changed")
                            .count())
                    .isEqualTo(2);
            assertThat(badge(page, "contact-lead").textContent()).isEqualTo("~");
            assertThat(page.locator("[data-element-id='qualify-lead'].tw-changed")
                            .count())
                    .isZero();

            page.navigate(PAGE + "?version=" + (version - 1));
            page.fill("#reason", "It was never only a call");
            page.getByText("Go back to version " + (version - 1)).last().click();
            page.waitForURL(url -> url.endsWith(PAGE));
            assertThat(page.locator("main").textContent())
                    .contains("It was never only a call")
                    .contains("Version " + (version + 1) + ", which is live");
            assertThat(page.locator("tbody tr").allTextContents()).anyMatch(row -> row.contains("Contact lead"));
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void whereDealsWaitIsWrittenAtTheStepsInWords() {
        try (Browser browser = new Browser(port)) {
            for (int width : List.of(1280, 390)) {
                Page page = open(browser, PAGE + "/waits?version=" + version, width);

                assertDrawn(page, 1);
                assertThat(badge(page, "contact-lead").textContent()).contains("now 1");
                assertThat(badge(page, "owner-is-found").textContent()).isEqualTo("100 %");
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .isEqualTo(width);
            }
            assertThat(errors).isEmpty();
        }
    }

    private Page open(Browser browser, String address, int width) {
        Page page = browser.loggedInAs("owner");
        page.onPageError(errors::add);
        page.setViewportSize(width, 900);
        page.navigate(address);
        return page;
    }

    private static void assertDrawn(Page page, int pictures) {
        page.locator(".tw-zoom").nth(pictures - 1).waitFor();
        assertThat(page.locator(".tw-diagram.tw-drawn svg .djs-shape").count()).isGreaterThan(20 * pictures);
        Locator mark = page.locator(".bjs-powered-by");
        assertThat(mark.count()).isEqualTo(pictures);
        for (Locator one : mark.all()) {
            assertThat(one.isVisible()).isTrue();
            assertThat(one.getAttribute("href")).contains("bpmn.io");
            assertThat(one.locator("svg, img").first().boundingBox().width).isGreaterThan(20);
        }
    }

    /** What is written at an element. */
    private static Locator badge(Page page, String element) {
        return page.locator(".djs-overlays[data-container-id='" + element + "'] .tw-badge")
                .first();
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
    }
}
