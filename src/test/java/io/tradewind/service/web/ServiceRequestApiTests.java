package io.tradewind.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.organization.People;
import io.tradewind.service.Complaints;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.ServiceCases;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class ServiceRequestApiTests {

    private static final String PATH = "/api/service-requests";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private Web web;

    @Autowired
    private Customers customers;

    @Autowired
    private ServiceCases cases;

    @Autowired
    private Complaints complaints;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private TaskService tasks;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    private Customer customer;

    @BeforeEach
    void aCustomerOfDarcel() {
        customer = customers.register(new NewCustomer(
                "Quay " + UUID.randomUUID(),
                "quay@customer.example",
                null,
                null,
                null,
                null,
                "region-central",
                "darcel-schlecht",
                "A",
                null));
    }

    @Test
    void aCaseIsTakenOnceForOneKeyAndWorkedOn() throws Exception {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = post("service", Map.of(), "Idempotency-Key", key);
        HttpResponse<String> again = post("service", Map.of(), "Idempotency-Key", key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        JsonNode taken = JSON.readTree(first.body());
        assertThat(taken.path("caseNumber").asText()).matches("SC-\\d{4}-\\d{6}");
        assertThat(first.headers().firstValue("Location"))
                .contains(PATH + "/" + taken.path("caseNumber").asText());
        assertThat(JSON.readTree(again.body()).path("caseNumber")).isEqualTo(taken.path("caseNumber"));
        assertThat(cases.ofCustomer(customer.id())).hasSize(1);
        steps.runAllJobs(taken.path("processInstanceId").asText());
        assertThat(steps.task(taken.path("processInstanceId").asText(), "answer-customer"))
                .isNotNull();

        HttpResponse<String> other = post("service", Map.of("description", "Something else"), "Idempotency-Key", key);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(other.body()).path("field").asText()).isEqualTo("Idempotency-Key");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "customer, Nobody at all",
        "customer, ''",
        "kind, question",
        "severity, terrible",
        "product, no such thing",
        "description, '  '",
        "contactEmail, not an address",
        "contactEmail, Darcel-Schlecht+me@Tradewind.example",
        "contactEmail, 'a\u202e@customer.example'",
        "description, '\u00a0\u200b'",
        "colour, red"
    })
    void whatIsWrongIsNamedAndNothingIsKept(String field, String value) throws Exception {
        HttpResponse<String> answer = post("service", Map.of(field, value));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).path("field").asText()).isEqualTo(field);
        assertThat(cases.ofCustomer(customer.id())).isEmpty();
    }

    @Test
    void aComplaintOfAMegabyteIsRefusedWithTheLimit() throws Exception {
        HttpResponse<String> huge = post("service", Map.of("description", "x".repeat(1_000_000)));
        HttpResponse<String> long_ = post("service", Map.of("description", "声".repeat(4_001)));
        HttpResponse<String> fits = post("service", Map.of("description", "声".repeat(4_000)));

        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(huge.body()).contains("4,000 characters", "Nothing was kept");
        assertThat(long_.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(long_.body()).path("detail").asText()).contains("4,001", "4,000");
        assertThat(fits.statusCode()).isEqualTo(201);
        assertThat(cases.ofCustomer(customer.id())).hasSize(1);
    }

    @Test
    void aRepReportsForTheirOwnCustomersOnly() throws Exception {
        assertThat(post("darcel-schlecht", Map.of()).statusCode()).isEqualTo(201);
        assertThat(post("melvin-marxen", Map.of()).statusCode()).isEqualTo(201);
        HttpResponse<String> foreign = post("anna-snelling", Map.of("customer", customer.number()));

        assertThat(post("legal", Map.of()).statusCode()).isEqualTo(403);
        assertThat(web.nobody().get(PATH + "/SC-2026-000001").statusCode()).isEqualTo(401);
        String owner = customer.owner();
        assertThat(owner).isEqualTo("darcel-schlecht");
        HttpResponse<String> unknown = post("moses-frase", Map.of());
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(unknown.body()).path("field").asText()).isEqualTo("customer");
        assertThat(foreign.statusCode()).isEqualTo(422);
    }

    @Test
    void aCaseIsSeenByWhoMaySeeIt() throws Exception {
        String number = JSON.readTree(post("service", Map.of()).body())
                .path("caseNumber")
                .asText();

        assertThat(web.program("darcel-schlecht").get(PATH + "/" + number).body())
                .contains("\"state\":\"open\"");
        assertThat(web.program("moses-frase").get(PATH + "/" + number).statusCode())
                .isEqualTo(404);
        assertThat(web.browser("moses-frase")
                        .get("/cases/" + number, "Accept", "text/html")
                        .statusCode())
                .isEqualTo(404);
        assertThat(web.browser("darcel-schlecht").get("/cases").body()).contains(number);
        assertThat(web.browser("moses-frase").get("/cases").body()).doesNotContain(number);
    }

    @Test
    void aCaseSaysWhatIsToDoByWhomAndLeadsToItsCustomer() throws Exception {
        JsonNode taken = JSON.readTree(post("service", Map.of()).body());
        String number = taken.path("caseNumber").asText();
        steps.runAllJobs(taken.path("processInstanceId").asText());
        String customers = "/customers/" + customer.id();

        Document page = Jsoup.parse(
                web.browser("darcel-schlecht").get("/cases/" + number).body());
        assertThat(page.select("dl.tw-facts a[href=" + customers + "]").text()).isEqualTo(customer.name());
        assertThat(page.select("dt:containsOwn(To do now) + dd").text()).contains(": nobody has taken it yet");
        assertThat(page.select("h2:containsOwn(The complaint) + p").text()).contains("Nothing is recorded yet");

        steps.as(
                "service",
                () -> tasks.claim(
                        steps.task(taken.path("processInstanceId").asText(), "answer-customer")
                                .getId(),
                        "service"));
        assertThat(Jsoup.parse(web.browser("darcel-schlecht")
                                .get("/cases/" + number)
                                .body())
                        .select("dt:containsOwn(To do now) + dd")
                        .text())
                .endsWith(": " + people.find("service").orElseThrow().name());
    }

    @Test
    void serviceStopsAndStartsTheClockOnTheCasePage() throws Exception {
        String number = JSON.readTree(post("service", Map.of()).body())
                .path("caseNumber")
                .asText();
        Web.Client service = web.browser("service");
        String page = service.get("/cases/" + number).body();
        String token = Web.hiddenToken(page);
        assertThat(page).contains("It runs.", "by version");

        assertThat(service.submit("/cases/" + number + "/pause", Map.of("why", "Photo <b>", "_csrf", token))
                        .statusCode())
                .isEqualTo(302);
        assertThat(service.get("/cases/" + number).body()).contains("It stands", "Photo &lt;b&gt;", "lasts");
        HttpResponse<String> twice =
                service.submit("/cases/" + number + "/pause", Map.of("why", "Again", "_csrf", token));
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(twice.body()).contains("stands already");
        assertThat(service.submit("/cases/" + number + "/resume", Map.of("from", "", "_csrf", token))
                        .statusCode())
                .isEqualTo(302);
        HttpResponse<String> backwards = service.submit(
                "/cases/" + number + "/record-pause",
                Map.of("from", "2026-01-02T10:00", "until", "2026-01-01T10:00", "why", "Test", "_csrf", token));
        assertThat(backwards.body()).contains("end before it starts");
        assertThat(service.submit(
                                "/cases/" + number + "/rate",
                                Map.of("severity", "critical", "why", "Worse", "_csrf", token))
                        .statusCode())
                .isEqualTo(302);
        assertThat(service.get("/cases/" + number).body()).contains("Worse");

        Web.Client rep = web.browser("darcel-schlecht");
        String repsPage = rep.get("/cases/" + number).body();
        assertThat(repsPage).doesNotContain("Stop the clock");
        assertThat(rep.submit("/cases/" + number + "/pause", Map.of("why", "No", "_csrf", Web.hiddenToken(repsPage)))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theCustomerConfirmsBehindTheLinkWithoutLoginAndOnce() throws Exception {
        JsonNode taken = JSON.readTree(post("service", Map.of()).body());
        String number = taken.path("caseNumber").asText();
        String life = taken.path("processInstanceId").asText();
        work(life);
        String path = linkOf(number);
        Web.Client customerBrowser = web.nobody();

        // a scanner looks at it twice: nothing happens
        HttpResponse<String> seen = customerBrowser.get(path);
        assertThat(customerBrowser.get(path).statusCode()).isEqualTo(200);
        assertThat(seen.body()).contains("New &lt;parts&gt;").doesNotContain("<script");
        assertThat(seen.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(complaints.record(number).confirmations()).isEmpty();

        assertThat(customerBrowser.submit(path, Map.of("said", "no choice")).statusCode())
                .isEqualTo(422);
        HttpResponse<String> answered = customerBrowser.submit(path, Map.of("solved", "yes", "said", "Fine"));
        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(customerBrowser.submit(path, Map.of("solved", "no")).statusCode())
                .isEqualTo(409);
        assertThat(customerBrowser.get(path).statusCode()).isEqualTo(410);
        assertThat(customerBrowser.get("/confirm/forged-by-somebody").statusCode())
                .isEqualTo(404);
        steps.runAllJobs(life);
        ServiceCase solved = cases.get(number);
        assertThat(solved.state()).isEqualTo("resolved");
        assertThat(steps.task(life, "plan-prevention")).isNotNull();
    }

    private void work(String life) {
        steps.runAllJobs(life);
        steps.complete(life, "answer-customer", "service", Map.of("caseKind", "complaint", "answer", "We look."));
        steps.complete(life, "contain-damage", "service", Map.of("problem", "Broken", "containment", "Stopped"));
        steps.complete(life, "find-root-cause", "service", Map.of("why1", "Fell", "causeCategory", "other"));
        steps.complete(life, "provide-remedy", "service", Map.of("remedy", "New <parts>"));
        steps.runAllJobs(life);
    }

    private String linkOf(String number) {
        return "/confirm/"
                + jdbc.sql("SELECT text FROM mail WHERE template = 'case-confirmation' AND reference = :number")
                        .param("number", number)
                        .query(String.class)
                        .single()
                        .replaceAll("(?s).*/confirm/(\\S+).*", "$1");
    }

    private HttpResponse<String> post(String user, Map<String, String> changed, String... headers) {
        Map<String, String> body = new HashMap<>(Map.of(
                "customer", customer.name(),
                "kind", "complaint",
                "severity", "high",
                "product", "GTXPro",
                "description", "It broke",
                "contactName", "Ada Quay"));
        body.putAll(changed);
        try {
            return web.program(user).post(PATH, JSON.writeValueAsString(body), headers);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
