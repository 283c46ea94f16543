package io.tradewind.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.tradewind.engine.Acting;
import io.tradewind.notification.Mail;
import io.tradewind.notification.MailHistory;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthEndpointGroups;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class OperationsTests {

    private static final String WATCHER = "watcher-of-operations";

    @Autowired
    private Web web;

    @Autowired
    private Vitals vitals;

    @Autowired
    private HealthEndpointGroups groups;

    @Autowired
    private VitalMeters vitalMeters;

    @Autowired
    private Nodes nodes;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Mails mails;

    @Autowired
    private MailHistory history;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private IdentityService identity;

    @Autowired
    private Acting acting;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final String run = UUID.randomUUID().toString();
    private Job job;
    private String instance;
    private String number;

    @BeforeEach
    void aStepThatFailedForGoodAndSomebodyWhoMonitors() throws IOException {
        if (acting.asSystem(() -> identity.createUserQuery().userId(WATCHER).count() == 0)) {
            acting.asSystem(() -> {
                User watcher = identity.newUser(WATCHER);
                watcher.setPassword("demo");
                identity.saveUser(watcher);
                identity.createMembership(WATCHER, "monitoring");
            });
        }
        JsonNode lead = json(web.program("support")
                .post("/api/leads", "{\"companyName\": \"Operations " + run + "\"}", "Idempotency-Key", run));
        instance = lead.get("processInstanceId").asText();
        number = lead.get("leadNumber").asText();
        job = acting.asSystem(() -> management.createJobQuery().messages().unlimitedList().stream()
                .filter(candidate -> instance.equals(candidate.getRootProcessInstanceId()))
                .findFirst()
                .orElseThrow());
        acting.asSystem(() -> management.setJobRetries(job.getId(), 0));
        vitals.ask();
    }

    @AfterEach
    void away() {
        acting.asSystem(() -> runtime.deleteProcessInstance(instance, "test"));
        vitals.ask();
    }

    @Test
    void whatFailedDegradesTheHealthAndTakesNoNodeAway() throws IOException {
        HttpResponse<String> admin = web.program("admin").get("/actuator/health");
        JsonNode health = json(admin);

        assertThat(admin.statusCode()).isEqualTo(200);
        assertThat(health.at("/status").asText()).isEqualTo("DEGRADED");
        assertThat(health.at("/components/incidents/status").asText()).isEqualTo("DEGRADED");
        assertThat(health.at("/components/incidents/details/open").asInt()).isPositive();
        assertThat(health.at("/components/incidents/details/trouble").asText()).contains("/operations");
        assertThat(health.at("/components/db/status").asText()).isEqualTo("UP");
        assertThat(health.at("/components/disk/status").asText()).isEqualTo("UP");
        for (String vital : List.of("jobs", "mails", "facts", "imports", "nodes", "clock", "tasks", "approvals")) {
            assertThat(health.at("/components/" + vital + "/status").asText())
                    .as(vital)
                    .isIn("UP", "DEGRADED");
        }
    }

    @Test
    void onlyWhoMonitorsIsToldDetails() throws IOException {
        assertThat(json(web.program(WATCHER).get("/actuator/health"))
                        .at("/components/incidents/status")
                        .asText())
                .isEqualTo("DEGRADED");
        for (Web.Client other : List.of(web.nobody(), web.program("darcel-schlecht"), web.program("owner"))) {
            JsonNode health = json(other.get("/actuator/health"));
            assertThat(health.get("status").asText()).isEqualTo("DEGRADED");
            assertThat(health.has("components")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"liveness", "readiness"})
    void aLoadBalancerIsToldOnlyWhatTheNodeItselfCannotDo(String probe) throws IOException {
        HttpResponse<String> answer = web.nobody().get("/actuator/health/" + probe);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("status").asText()).isEqualTo("UP");
    }

    /** Which {@code LaterComponentsTests} says of; a node that is killed for it would come up with the same again. */
    @Test
    void aNodeWithAPartThatCouldNotBeMadeIsNotReadyButAlive() {
        assertThat(groups.get("readiness").isMember("components")).isTrue();
        assertThat(groups.get("liveness").isMember("components")).isFalse();
    }

    @Test
    void theHealthCheckDoesNotAskTheDatabaseEachTime() {
        Vitals.Snapshot first = vitals.current();

        assertThat(vitals.current()).isSameAs(first);
        assertThat(vitals.ask()).isNotSameAs(first);
    }

    @Test
    void aClockThatGoesWrongIsSaid() throws IOException {
        assertThat(json(web.program("admin").get("/actuator/health"))
                        .at("/components/clock/status")
                        .asText())
                .isEqualTo("UP");
        try {
            clock.forward(Duration.ofHours(1));
            vitals.ask();
            JsonNode apart = json(web.program("admin").get("/actuator/health")).at("/components/clock");
            assertThat(apart.at("/status").asText()).isEqualTo("DEGRADED");
            assertThat(apart.at("/details/trouble").asText()).contains("60 minutes ahead of the database's");
        } finally {
            clock.reset();
            vitals.ask();
        }
    }

    @Test
    void aStepThatWaitsTooLongIsTold() {
        acting.asSystem(() -> management.setJobRetries(job.getId(), 1));
        try {
            clock.forward(Duration.ofMinutes(6));

            assertThat(vitals.ask().of("jobs").condition().trouble()).containsPattern("the oldest for \\d+ minutes");
        } finally {
            clock.reset();
        }
    }

    @Test
    void theFiguresAreThoseOfTheDatabase() {
        vitalMeters.tell();

        long open = jdbc.sql("SELECT count(*) FROM engine.act_ru_task WHERE proc_def_id_ IS NOT NULL")
                .query(Long.class)
                .single();
        assertThat(meters.find("tradewind.tasks.open").gauges().stream()
                        .mapToDouble(gauge -> gauge.value())
                        .sum())
                .isEqualTo(open);
        assertThat(meters.find("tradewind.incidents.open").gauges()).anySatisfy(gauge -> {
            assertThat(gauge.getId().getTag("step")).isEqualTo(stepOfJob());
            assertThat(gauge.value()).isPositive();
        });
        assertThat(meters.find("tradewind.engine.steps.ended").counter().count())
                .isPositive();
    }

    @Test
    void whatIsMendedIsNoFigureAnyMore() {
        vitalMeters.tell();
        double before = incidentsOfStep();
        acting.asSystem(() -> management.setJobRetries(job.getId(), 1));
        vitalMeters.tell();

        assertThat(incidentsOfStep()).isEqualTo(before - 1);
    }

    private double incidentsOfStep() {
        return meters.find("tradewind.incidents.open").gauges().stream()
                .filter(gauge -> stepOfJob().equals(gauge.getId().getTag("step")))
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    @Test
    void anAdministratorRetriesOneStepAndItIsWrittenDown() {
        Web.Client admin = web.browser("admin");
        String page = admin.get("/operations").body();
        assertThat(page).contains("needs you", "Failed steps", "Lead to after-sales");
        String list = admin.get("/operations/incidents/lead-to-after-sales/" + stepOfJob())
                .body();
        assertThat(list).contains(number, "#/process-instance/" + job.getProcessInstanceId());

        HttpResponse<String> answer = admin.submit(
                "/operations/incident/" + incident().getId() + "/retry", Map.of("_csrf", Web.hiddenToken(list)));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(retries()).isEqualTo(1);
        assertThat(admin.get("/operations").body())
                .contains("The step is tried again now", "lead-to-after-sales " + stepOfJob() + " of " + number);
        assertThat(steps.openTasks(instance)).isEmpty();
        steps.runJob(instance, stepOfJob());
        assertThat(incidents()).isEmpty();
    }

    /** Of all jobs of a step at once, the engine leaves the incidents as they are until each job is done. */
    @Test
    void anIncidentGoesWithItsJobEvenIfItWasLeftOpen() {
        acting.asSystem(() -> management.setJobRetriesByJobDefinitionId(job.getJobDefinitionId(), 1));
        assertThat(incidents()).isNotEmpty();

        steps.runJob(instance, stepOfJob());

        assertThat(incidents()).isEmpty();
    }

    @Test
    void whatIsRetriedTwiceIsToldToBeDone() {
        Web.Client admin = web.browser("admin");
        String token = Web.hiddenToken(admin.get("/operations").body());
        String path = "/operations/incident/" + incident().getId() + "/retry";

        assertThat(admin.submit(path, Map.of("_csrf", token)).statusCode()).isEqualTo(302);
        assertThat(admin.submit(path, Map.of("_csrf", token)).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsSaidOfFailedStepsIsWhatIsListed() {
        Web.Client admin = web.browser("admin");
        vitals.ask();
        acting.asSystem(() -> management.setJobRetries(job.getId(), 1));

        Document page = Jsoup.parse(admin.get("/operations").body());

        int listed = page.select("h2#incidents + .tw-panel td[data-label=How many]").eachText().stream()
                .mapToInt(Integer::parseInt)
                .sum();
        assertThat(page.select("tr:has(td:containsOwn(Failed steps)) td[data-label=In numbers]")
                        .text())
                .isEqualTo("waiting for an administrator: " + listed);
    }

    @Test
    void withoutAMailServerItIsSaidThatMailsAreKept() {
        Element mails = Jsoup.parse(web.browser("admin").get("/operations").body())
                .select("main table")
                .first()
                .select("tr:has(td:containsOwn(Mails))")
                .first();

        assertThat(mails.select("td[data-label=State]").text())
                .contains("no mail server is set up")
                .doesNotContain("well");
        assertThat(mails.select("td[data-label=In numbers]").text())
                .contains("a mail server is set up: no", "kept and not sent in the last day: ", "the oldest for: ");
    }

    @Test
    void anAdministratorRetriesAllOfAStep() {
        Web.Client admin = web.browser("admin");
        String page = admin.get("/operations").body();

        admin.submit(
                "/operations/incidents/lead-to-after-sales/" + stepOfJob() + "/retry",
                Map.of("_csrf", Web.hiddenToken(page)));

        assertThat(retries()).isEqualTo(1);
        assertThat(jdbc.sql(
                                """
                                SELECT by_user FROM operator_act
                                 WHERE act = 'steps-retried' AND subject = :subject ORDER BY id DESC LIMIT 1
                                """)
                        .param("subject", "lead-to-after-sales " + stepOfJob())
                        .query(String.class)
                        .single())
                .isEqualTo("admin");
    }

    @Test
    void whatOperatorsDidStaysWritten() {
        anAdministratorRetriesAllOfAStep();

        assertThatThrownBy(() -> jdbc.sql("DELETE FROM operator_act").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changed");
    }

    @Test
    void whoMonitorsSeesEverythingAndChangesNothing() {
        write("failed", "Mailbox of ann@acme.example is full.");
        Web.Client watcher = web.browser(WATCHER);
        String page = watcher.get("/operations").body();

        assertThat(page)
                .contains("Lead to after-sales", "Mailbox of (address) is full.")
                .doesNotContain("ann@acme");
        assertThat(Jsoup.parse(page).select("main form")).isEmpty();
        String token = Web.hiddenToken(page);
        for (String path : List.of(
                "/operations/incident/" + incident().getId() + "/retry",
                "/operations/incidents/lead-to-after-sales/" + stepOfJob() + "/retry",
                "/operations/mails/again")) {
            assertThat(watcher.submit(path, Map.of("_csrf", token)).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(retries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "darcel-schlecht",
                "melvin-marxen",
                "director",
                "gm",
                "support",
                "finance",
                "legal",
                "logistics",
                "service",
                "marketing",
                "product",
                "hr",
                "auditor",
                "owner"
            })
    void nobodyElseSeesOrDoesAnything(String user) {
        Web.Client other = web.browser(user);
        String token = Web.hiddenToken(other.get("/").body());

        assertThat(other.get("/operations").statusCode()).isEqualTo(403);
        assertThat(other.get("/operations/incidents/lead-to-after-sales/" + stepOfJob())
                        .statusCode())
                .isEqualTo(403);
        assertThat(other.submit("/operations/incident/" + incident().getId() + "/retry", Map.of("_csrf", token))
                        .statusCode())
                .isEqualTo(403);
        assertThat(other.submit("/operations/mails/again", Map.of("_csrf", token))
                        .statusCode())
                .isEqualTo(403);
        assertThat(retries()).isZero();
    }

    @Test
    void nobodyIsAskedToLogIn() {
        assertThat(web.browser().get("/operations", "Accept", "text/html").statusCode())
                .isEqualTo(302);
    }

    @Test
    void allMailsThatFailedAreSentAgainButThoseThatMayHaveArrived() {
        String failed = write("failed", "No answer");
        String unclear =
                write("failed", "No answer came after the mail was handed over: it may have arrived. Broken pipe");
        Web.Client admin = web.browser("admin");
        String page = admin.get("/operations").body();
        assertThat(page).contains("unclear: may have arrived");

        admin.submit("/operations/mails/again", Map.of("_csrf", Web.hiddenToken(page)));

        assertThat(history.ofCause(failed).orElseThrow().state())
                .as("nobody would ever send it without a mail server")
                .isEqualTo("kept");
        assertThat(admin.get("/operations").body()).contains("1 mail is kept and not sent, because no mail server");
        assertThat(history.ofCause(unclear).orElseThrow().state()).isEqualTo("failed");
        String unclearMail = "/mails/" + history.ofCause(unclear).orElseThrow().id();
        admin.submit(unclearMail + "/again", Map.of("_csrf", Web.hiddenToken(page)));
        assertThat(history.ofCause(unclear).orElseThrow().state()).isEqualTo("kept");
        assertThat(admin.get("/operations").body())
                .contains("mails sent again", "mail sent again", unclearMail.substring(7));
    }

    @Test
    void whereMailsOnlyBouncedNothingOffersToSendThemAllAgain() {
        jdbc.sql("UPDATE mail SET state = 'kept' WHERE state = 'failed'").update();
        String bounced = write("bounced", "550 no such mailbox");
        Web.Client admin = web.browser("admin");
        String page = admin.get("/operations").body();

        assertThat(page)
                .contains("550 no such mailbox", "choose there to which address")
                .doesNotContain("Send all that failed again");
        admin.submit("/operations/mails/again", Map.of("_csrf", Web.hiddenToken(page)));
        assertThat(admin.get("/operations").body()).contains("No mail is sent again");
        assertThat(history.ofCause(bounced).orElseThrow().state()).isEqualTo("bounced");

        write("failed", "No answer");
        assertThat(admin.get("/operations").body())
                .contains("Send all that failed again", "those that bounced: open these one by one");
    }

    @Test
    void everyLineHasATitleAndNoneSendsToThePageItStandsOn() {
        String page = web.browser("admin").get("/operations").body();

        assertThat(page).contains("then retry below.").doesNotContain("at /operations");
        assertThat(Jsoup.parse(page)
                        .select("main table")
                        .get(0)
                        .select("td[data-label=What]")
                        .eachText())
                .hasSizeGreaterThan(10)
                .allMatch(title -> Character.isUpperCase(title.charAt(0)));
    }

    @Test
    void aNodeThatFellSilentIsToldAndForgottenLater() {
        try {
            nodes.beat("test-" + run);
            assertThat(nodes.condition().trouble()).isNull();
            clock.forward(Duration.ofMinutes(3));
            assertThat(nodes.condition().trouble()).contains("test-" + run);
            clock.forward(Duration.ofHours(1));
            nodes.beat("other-" + run);
            assertThat(nodes.condition().trouble()).isNull();
            assertThat(nodes.all()).extracting(Nodes.Node::name).doesNotContain("test-" + run);
        } finally {
            clock.reset();
            jdbc.sql("DELETE FROM node").update();
        }
    }

    private String write(String state, String error) {
        String cause = UUID.randomUUID().toString();
        mails.write(new Mail(
                cause,
                "task-reminder",
                Recipient.user("darcel-schlecht"),
                Map.of("task", "T", "reference", "L-1", "customer", "C", "due", "", "taskId", "1"),
                null,
                null));
        jdbc.sql("UPDATE mail SET state = :state, last_error = :error WHERE cause = :cause")
                .param("state", state)
                .param("error", error)
                .param("cause", cause)
                .update();
        return cause;
    }

    private String stepOfJob() {
        return acting.asSystem(() -> management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId());
    }

    private Incident incident() {
        return incidents().get(0);
    }

    private List<Incident> incidents() {
        return acting.asSystem(
                () -> runtime.createIncidentQuery().configuration(job.getId()).list());
    }

    private int retries() {
        return acting.asSystem(() ->
                management.createJobQuery().jobId(job.getId()).singleResult().getRetries());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
