package io.tradewind.kpi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.path.Passages;
import io.tradewind.engine.path.Passages.Asked;
import io.tradewind.engine.path.Passages.Times;
import io.tradewind.engine.path.Passages.Whole;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.ModelerButton;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leads whose days are made by the clock, on a version of their own: what the page tells of them is reckoned here by hand.
 */
@TradewindTest
class WaitPagesTests {

    private static final String DARCEL = "darcel-schlecht"; // of Melvin Marxen's team
    private static final String VIOLET = "violet-mclelland"; // of another

    @Autowired
    private Web web;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private MutableClock clock;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Passages passages;

    private Set<String> deployedBefore = Set.of();
    private int version;

    @BeforeEach
    void ownVersion() throws IOException {
        deployedBefore = deployments();
        jdbc.sql("DELETE FROM absence").update();
        String model = Files.readString(Path.of("bpmn/lead/lead-qualification.bpmn"));
        HttpResponse<String> answer = ModelerButton.press(
                web.program("owner"),
                "To see where leads wait",
                new TreeMap<>(Map.of(
                        "lead-qualification.bpmn",
                        model.replace("name=\"Contact lead\"", "name=\"Call lead " + UUID.randomUUID() + "\""))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        version = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("lead-qualification")
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    @AfterEach
    void takeBack() {
        clock.reset();
        deployments().stream()
                .filter(id -> !deployedBefore.contains(id))
                .forEach(id -> repository.deleteDeployment(id, true));
    }

    @Test
    void timesLatenessWaysAndLoopsAreThoseThatWereLived() throws IOException {
        String quick = lead(DARCEL);
        clock.forward(Duration.ofHours(10));
        contact(quick, DARCEL);
        steps.complete(quick, "qualify-lead", DARCEL, Map.of("qualification", "qualify"));
        String slow = lead(DARCEL);
        clock.forward(Duration.ofHours(30));
        contact(slow, DARCEL);
        steps.complete(
                slow, "qualify-lead", DARCEL, Map.of("qualification", "disqualify", "disqualifyReason", "competitor"));
        Instant violetBegan = clock.instant();
        String late = lead(VIOLET);
        clock.forward(Duration.ofDays(8));
        Instant violetCalled = clock.instant();
        contact(late, VIOLET);
        String forgotten = lead(DARCEL);
        clock.forward(Duration.ofDays(9));
        steps.fireTimer(forgotten, "no-follow-up");

        Map<String, Map<String, String>> clockTime = table("owner", "steps", "&time=clock");

        Map<String, String> call = step(clockTime, "Call lead");
        assertThat(call).containsEntry("Passed", "3").containsEntry("Broken off", "1");
        assertThat(hours(call, "Median (hours)")).isCloseTo(30, within(0.1));
        assertThat(hours(call, "9 of 10 within (hours)")).isCloseTo(30 + 0.8 * (8 * 24 - 30), within(0.1));
        assertThat(hours(call, "Late (share)")).isCloseTo(1 / 3.0, within(0.001));
        assertThat(call).containsEntry("Never came (share)", "0.0000").containsEntry("Came again (share)", "0.0000");
        assertThat(step(clockTime, "Return to pool"))
                .containsEntry("Passed", "1")
                .containsEntry("Never came (share)", "1.0000");
        assertThat(step(clockTime, "Assign owner")).containsEntry("Passed", "5");
        assertThat(step(clockTime, "Qualify lead"))
                .containsEntry("Passed", "2")
                .containsEntry("Stand here now", "1")
                .containsEntry("Past due now", "1");
        theListSaysTheSame(null);
        theListSaysTheSame(List.of(VIOLET));
        Map<String, String> violet = step(table("owner", "steps", "&rep=" + VIOLET), "Call lead");
        double worked =
                workingTime.in("region-west").between(violetBegan, violetCalled).toSeconds() / 3600.0;
        assertThat(violet).containsEntry("Passed", "1").containsEntry("Late (share)", "1.0000");
        assertThat(hours(violet, "Median (working hours)")).isCloseTo(regional(violetBegan, violetCalled), within(0.1));
        assertThat(hours(violet, "Late by (working hours)"))
                .isCloseTo(
                        hours(violet, "Median (working hours)") - hours(violet, "Planned (working hours)"),
                        within(0.01));
        assertThat(hours(violet, "Planned (working hours)")).isBetween(9.0, 27.0);

        Map<String, Map<String, String>> ways = table("owner", "ways", "");
        assertThat(ways.get("A chance to sell? yes"))
                .containsEntry("Taken", "1")
                .containsEntry("Share (share)", "0.5000");
        assertThat(ways.get("Worth keeping? no")).containsEntry("Taken", "1").containsEntry("Share (share)", "1.0000");
        assertThat(ways.get("Worth keeping? later")).containsEntry("Taken", "0");
        assertThat(ways.get("Owner found? yes")).containsEntry("Taken", "5");

        Map<String, Map<String, String>> byTeam = table("owner", "by-team", "&by=team&step=contact-lead&time=clock");
        assertThat(hours(byTeam.get("Melvin Marxen"), "Median (hours)")).isCloseTo(20, within(0.1));
        assertThat(byTeam.get("Melvin Marxen")).containsEntry("Passed", "2").containsEntry("Late (share)", "0.0000");
        assertThat(byTeam).hasSize(2);

        Document page = page("owner", "&time=clock");
        assertThat(page.select(".tw-diagram").attr("data-notes"))
                .contains(
                        "\"contact-lead\":{\"text\":\"3\u00d7 30.0 h\\nlate 33 %",
                        "\"is-a-chance\":{\"text\":\"50 %\"");
        assertThat(page.select("tbody tr").eachText())
                .anyMatch(row -> row.startsWith("Call lead") && row.contains("30.0 h"));
        assertThat(page.text()).contains("2 cases ended");

        seenByRole();
    }

    /** One question about all processes answers as the many about each do. */
    private void theListSaysTheSame(@Nullable List<String> reps) {
        List<String> versions =
                repository.createProcessDefinitionQuery().processDefinitionKey("lead-qualification").list().stream()
                        .map(ProcessDefinition::getId)
                        .toList();
        Asked asked = new Asked(versions, clock.instant().minus(Duration.ofDays(90)), clock.instant(), reps, true);
        Map<String, Times> times = passages.times(asked);
        Optional<Times> cases = Optional.ofNullable(times.remove(""));

        Whole whole = passages.wholes(Map.of("nothing", List.of("nobody"), "it", versions), asked)
                .get("it");

        assertThat(whole)
                .isEqualTo(new Whole(
                        cases.map(Times::passed).orElse(0L),
                        cases.map(Times::median).orElse(null),
                        times.values().stream().mapToLong(Times::due).sum(),
                        times.values().stream().mapToLong(Times::late).sum()));
        assertThat(whole.late()).isPositive();
    }

    private void seenByRole() throws IOException {
        assertThat(step(table("melvin-marxen", "steps", ""), "Call lead")).containsEntry("Passed", "2");
        assertThat(page("melvin-marxen", "").text())
                .doesNotContain("Violet Mclelland")
                .contains("of the team Melvin Marxen only");
        assertThat(page("melvin-marxen", "").select("a[href*=/steps/]")).isEmpty();
        assertThat(page("owner", "").select("a[href*=/steps/]")).isNotEmpty();
        String path = path("");
        for (String user : List.of("owner", "auditor", "director", "gm", "melvin-marxen")) {
            Web.Client browser = web.browser(user);
            assertThat(browser.get(path).statusCode()).as(user).isEqualTo(200);
            assertThat(browser.get("/waits").statusCode()).as(user).isEqualTo(200);
            assertThat(browser.get("/processes/lead-qualification/waits/diagram?version=" + version)
                            .statusCode())
                    .as(user)
                    .isEqualTo(200);
        }
        for (String user : List.of(DARCEL, "finance", "support", "admin", "hr", "marketing")) {
            Web.Client browser = web.browser(user);
            for (String address : List.of(
                    path,
                    "/waits",
                    "/processes/lead-qualification/waits/steps.csv",
                    "/processes/lead-qualification/waits/diagram?version=" + version)) {
                assertThat(browser.get(address).statusCode()).as(user + address).isEqualTo(403);
            }
        }
        Web.Client manager = web.browser("melvin-marxen");
        assertThat(manager.get(path + "&rep=" + VIOLET).statusCode()).isEqualTo(422);
        assertThat(manager.get(path + "&version=9999").statusCode()).isEqualTo(422);
        assertThat(manager.get(path + "&from=2032-01-01&to=2031-01-01").statusCode())
                .isEqualTo(422);
        assertThat(manager.get(path + "&from=yesterday").statusCode()).isEqualTo(422);
        assertThat(manager.get(path + "&by=moon").statusCode()).isEqualTo(422);
        assertThat(manager.get("/processes/no-such/waits").statusCode()).isEqualTo(404);
    }

    private double regional(Instant from, Instant to) {
        String region = jdbc.sql("SELECT region FROM person WHERE user_id = ?")
                .param(VIOLET)
                .query(String.class)
                .single();
        return workingTime.in(region).between(from, to).toSeconds() / 3600.0;
    }

    private static Map<String, String> step(Map<String, Map<String, String>> table, String name) {
        return table.entrySet().stream()
                .filter(row -> row.getKey().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + table.keySet()))
                .getValue();
    }

    private static double hours(Map<String, String> row, String column) {
        assertThat(row).containsKey(column);
        return Double.parseDouble(row.get(column));
    }

    private String path(String more) {
        return "/processes/lead-qualification/waits?version=" + version + more;
    }

    private Document page(String user, String more) {
        HttpResponse<String> answer = web.browser(user).get(path(more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private Map<String, Map<String, String>> table(String user, String table, String more) throws IOException {
        HttpResponse<String> answer = web.browser(user)
                .get("/processes/lead-qualification/waits/" + table + ".csv?version=" + version + more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Map<String, Map<String, String>> rows = new HashMap<>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(answer.body().replace("\uFEFF", ""))) {
            csv.forEach(row -> rows.put(
                    table.equals("ways") ? row.getField(0) + " " + row.getField(1) : row.getField(0),
                    row.getFieldsAsMap()));
        }
        return rows;
    }

    private void contact(String journey, String rep) {
        steps.complete(
                journey,
                "contact-lead",
                rep,
                Map.of(
                        "reached",
                        "decision-maker",
                        "need",
                        "clear",
                        "budget",
                        "approved",
                        "nextStep",
                        "send an offer"));
        steps.runJob(journey, "contact-lead");
    }

    private String lead(String rep) {
        String journey =
                web.program(rep).newLead(Map.of("source", "referral", "expectedValue", 6000, "currency", "USD"));
        steps.runAllJobs(journey);
        assertThat(steps.task(journey, "contact-lead").getAssignee()).isEqualTo(rep);
        return journey;
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
    }
}
