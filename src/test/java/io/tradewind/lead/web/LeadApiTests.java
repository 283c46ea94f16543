package io.tradewind.lead.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class LeadApiTests {

    private static final String REP = "darcel-schlecht";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private Web web;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private JdbcClient jdbc;

    private final String company = UUID.randomUUID().toString();

    @Test
    void aLeadIsTakenAndGoesOnItsWay() throws IOException {
        HttpResponse<String> answer = web.program(REP)
                .post(
                        "/api/leads",
                        """
                        {"companyName": "  %s ", "contactName": "Zoë 张", "email": "zoe@%s.example",
                         "phone": "+1 (555) 010-9999", "region": "East", "source": "Trade Fair", "product": "gtxpro",
                         "expectedValue": 4821.50, "receivedOn": "10/20/2026", "externalId": "crm-%s", "note": "a\\nb"}
                        """
                                .formatted(company, company, company));

        assertThat(answer.statusCode()).isEqualTo(201);
        String number = json(answer).get("leadNumber").asText();
        String instance = json(answer).get("processInstanceId").asText();
        assertThat(number).matches("L-\\d{4}-\\d{6}");
        assertThat(answer.headers().firstValue("Location")).contains("/api/leads/" + number);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getBusinessKey())
                .isEqualTo(number);
        steps.runAllJobs(instance);
        assertThat(steps.task(instance, "contact-lead").getAssignee()).isEqualTo(REP);
        JsonNode lead = json(web.program(REP).get("/api/leads/" + number));
        assertThat(lead.get("companyName").asText()).isEqualTo(company);
        assertThat(lead.get("contactName").asText()).isEqualTo("Zoë 张");
        assertThat(lead.get("region").asText()).isEqualTo("region-east");
        assertThat(lead.get("source").asText()).isEqualTo("trade-fair");
        assertThat(lead.get("product").asText()).isEqualTo("gtx-pro");
        assertThat(lead.get("expectedValue").asText()).isEqualTo("4821.5");
        assertThat(lead.get("currency").asText()).isEqualTo("USD");
        assertThat(lead.get("receivedOn").asText()).isEqualTo("2026-10-20");
        assertThat(lead.get("owner").asText()).isEqualTo(REP);
    }

    @Test
    void theNameOfTheCompanyIsEnough() throws IOException {
        HttpResponse<String> answer = post(REP, "{\"companyName\": \"%s\", \"email\": null}".formatted(company));

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode lead = json(web.program(REP)
                .get("/api/leads/" + json(answer).get("leadNumber").asText()));
        assertThat(lead.get("receivedOn").asText())
                .isEqualTo(workingTime.today().toString());
        assertThat(lead.get("currency").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "companyName   | {}",
                "companyName   | {\"companyName\": \"   \"}",
                "companyName   | {\"companyName\": \"!!!\"}",
                "companyName   | {\"companyName\": 5}",
                "companyName   | {\"companyName\": \"a\\u0000b\"}",
                "companyName   | {\"companyName\": \"a\\nb\"}",
                "email         | {\"companyName\": \"X\", \"email\": \"nobody\"}",
                "email         | {\"companyName\": \"X\", \"email\": \"a@b\"}",
                "email         | {\"companyName\": \"X\", \"email\": \"a@b.c, d@e.f\"}",
                "email         | {\"companyName\": \"X\", \"email\": \"a@yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy.com\"}",
                "email         | {\"companyName\": \"X\", \"email\": \"a@\\u0085b.com\"}",
                "email         | {\"companyName\": \"X\", \"email\": \"a@b.c\\nBcc: d@e.f\"}",
                "phone         | {\"companyName\": \"X\", \"phone\": \"call me\"}",
                "region        | {\"companyName\": \"X\", \"region\": \"north\"}",
                "product       | {\"companyName\": \"X\", \"product\": \"GTX Ultra\"}",
                "expectedValue | {\"companyName\": \"X\", \"expectedValue\": -0.01}",
                "expectedValue | {\"companyName\": \"X\", \"expectedValue\": 1000000000.01}",
                "expectedValue | {\"companyName\": \"X\", \"expectedValue\": 1e400}",
                "expectedValue | {\"companyName\": \"X\", \"expectedValue\": 1.005}",
                "expectedValue | {\"companyName\": \"X\", \"expectedValue\": \"a lot\"}",
                "expectedValue | {\"companyName\": \"X\", \"expectedValue\": true}",
                "currency      | {\"companyName\": \"X\", \"expectedValue\": 1, \"currency\": \"EURO\"}",
                "currency      | {\"companyName\": \"X\", \"expectedValue\": 1, \"currency\": \"ZZZ\"}",
                "currency      | {\"companyName\": \"X\", \"expectedValue\": 1, \"currency\": \"XAU\"}",
                "receivedOn    | {\"companyName\": \"X\", \"receivedOn\": \"2126-01-01\"}",
                "receivedOn    | {\"companyName\": \"X\", \"receivedOn\": \"0026-01-01\"}",
                "receivedOn    | {\"companyName\": \"X\", \"receivedOn\": \"20/10/2026\"}",
                "receivedOn    | {\"companyName\": \"X\", \"receivedOn\": \"2/30/2026\"}",
                "companyname   | {\"companyName\": \"X\", \"companyname\": \"Y\"}",
                "owner         | {\"companyName\": \"X\", \"owner\": \"darcel-schlecht\"}",
            })
    void whatIsWrongIsSaidByField(String field, String body) throws IOException {
        long before = leads();

        HttpResponse<String> answer = post(REP, body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("application/problem+json");
        assertThat(json(answer).get("field").asText()).isEqualTo(field);
        assertThat(json(answer).get("detail").asText()).endsWith(".");
        assertThat(leads()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "companyName, 200",
        "contactName, 120",
        "taxNumber, 40",
        "campaign, 100",
        "externalId, 100",
        "note, 2000"
    })
    void aFieldTakesExactlyItsLength(String field, int longest) throws IOException {
        String fits = company + "x".repeat(longest - Math.min(longest, company.length()));
        String text = fits.substring(0, longest);

        assertThat(post(REP, lead(field, text)).statusCode()).isEqualTo(201);
        HttpResponse<String> answer = post(REP, lead(field, text + "y"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("field").asText()).isEqualTo(field);
    }

    private String lead(String field, String text) {
        return field.equals("companyName")
                ? "{\"companyName\": \"%s\"}".formatted(text)
                : "{\"companyName\": \"%s\", \"%s\": \"%s\"}".formatted(company, field, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "companyName=X",
                "[]",
                "null",
                "\"X\"",
                "{\"companyName\": \"X\"",
                "{\"companyName\": \"X\"} {}",
                "{\"companyName\": \"X\", \"companyName\": \"Y\"}"
            })
    void whatIsNoLeadIsABadRequest(String body) {
        assertThat(post(REP, body).statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyWithoutEndIsNotRead() {
        assertThat(post(REP, "{\"companyName\": \"X\", \"note\": \"" + "x".repeat(70_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0E+999999999", "1000000000", "1.50000"})
    void anAmountThatFitsIsTakenHoweverItIsWritten(String amount) {
        assertThat(post(REP, "{\"companyName\": \"%s\", \"expectedValue\": %s}".formatted(company, amount))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void theSameKeyGetsTheSameAnswer() {
        String body = "{\"companyName\": \"%s\"}".formatted(company);

        HttpResponse<String> first = post(REP, body, "Idempotency-Key", company);
        HttpResponse<String> again = post(REP, body, "Idempotency-Key", company);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(leadsOf(company)).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherContentIsRefused() throws IOException {
        post(REP, "{\"companyName\": \"%s\"}".formatted(company), "Idempotency-Key", company);

        HttpResponse<String> answer =
                post(REP, "{\"companyName\": \"%s\", \"note\": \"x\"}".formatted(company), "Idempotency-Key", company);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("field").asText()).isEqualTo("Idempotency-Key");
        assertThat(leadsOf(company)).isEqualTo(1);
    }

    @Test
    void twoPeopleMayUseTheSameKey() {
        String body = "{\"companyName\": \"%s\"}".formatted(company);

        HttpResponse<String> first = post(REP, body, "Idempotency-Key", company);
        HttpResponse<String> second = post("support", body, "Idempotency-Key", company);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isNotEqualTo(first.body());
    }

    @Test
    void withoutAKeyEveryCallIsALead() {
        String body = "{\"companyName\": \"%s\"}".formatted(company);
        post(REP, body);
        post(REP, body);

        assertThat(leadsOf(company)).isEqualTo(2);
    }

    @Test
    void aKeyTooLongIsRefused() throws IOException {
        HttpResponse<String> answer =
                post(REP, "{\"companyName\": \"%s\"}".formatted(company), "Idempotency-Key", "k".repeat(201));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("field").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void theSameKeyManyTimesAtOnceLeavesOneLeadAndOneProcess() throws Exception {
        int callers = 6;
        CyclicBarrier together = new CyclicBarrier(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        Set<String> answers = new HashSet<>();
        try {
            List<Future<HttpResponse<String>>> running = IntStream.range(0, callers)
                    .mapToObj(i -> threads.submit(() -> {
                        together.await();
                        return post(REP, "{\"companyName\": \"%s\"}".formatted(company), "Idempotency-Key", company);
                    }))
                    .toList();
            for (Future<HttpResponse<String>> one : running) {
                assertThat(one.get().statusCode()).isEqualTo(201);
                answers.add(one.get().body());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(answers).hasSize(1);
        assertThat(leadsOf(company)).isEqualTo(1);
        String number =
                JSON.readTree(answers.iterator().next()).get("leadNumber").asText();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .rootProcessInstances()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aKnownExternalIdIsNotTakenTwice() throws IOException {
        String body = "{\"companyName\": \"%s\", \"externalId\": \"%s\"}".formatted(company, company);
        post(REP, body);

        HttpResponse<String> answer = post(REP, body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).get("field").asText()).isEqualTo("externalId");
    }

    @ParameterizedTest
    @CsvSource({
        "darcel-schlecht, 201",
        "support, 201",
        "melvin-marxen, 201",
        "director, 201",
        "marketing, 201",
        "admin, 201",
        "finance, 403",
        "logistics, 403",
        "auditor, 403",
        "owner, 403"
    })
    void salesAndMarketingBringLeadsAndNobodyElse(String user, int status) {
        assertThat(post(user, "{\"companyName\": \"%s\"}".formatted(company)).statusCode())
                .isEqualTo(status);
        assertThat(leadsOf(company)).isEqualTo(status == 201 ? 1 : 0);
    }

    @Test
    void nobodyBringsNothing() {
        assertThat(web.nobody()
                        .post("/api/leads", "{\"companyName\": \"%s\"}".formatted(company))
                        .statusCode())
                .isIn(401, 403);
        assertThat(leadsOf(company)).isZero();
    }

    /** Darcel Schlecht is in Melvin Marxen's team, Moses Frase in Dustin Brinkmann's. */
    @ParameterizedTest
    @CsvSource({
        "darcel-schlecht, 200",
        "melvin-marxen, 200",
        "director, 200",
        "gm, 200",
        "auditor, 200",
        "admin, 200",
        "finance, 200",
        "support, 200",
        "moses-frase, 404",
        "dustin-brinkmann, 404",
        "marketing, 404",
        "logistics, 404",
        "owner, 404"
    })
    void aLeadIsSeenByItsRepAndThoseAbove(String viewer, int status) throws IOException {
        HttpResponse<String> answer = post(REP, "{\"companyName\": \"%s\"}".formatted(company));
        steps.runAllJobs(json(answer).get("processInstanceId").asText());

        assertThat(web.program(viewer)
                        .get("/api/leads/" + json(answer).get("leadNumber").asText())
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void aLeadThatIsNotThereLooksLikeOneThatMayNotBeSeen() throws IOException {
        HttpResponse<String> answer = web.program(REP).get("/api/leads/L-1999-000001");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("status").asInt()).isEqualTo(404);
    }

    private HttpResponse<String> post(String user, String body, String... headers) {
        return web.program(user).post("/api/leads", body, headers);
    }

    private long leads() {
        return jdbc.sql("SELECT count(*) FROM lead").query(Long.class).single();
    }

    private long leadsOf(String company) {
        return jdbc.sql("SELECT count(*) FROM lead WHERE company_name = :company")
                .param("company", company)
                .query(Long.class)
                .single();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
