package io.tradewind.organization.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.organization.People;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class AbsenceApiTests {

    private static final String REP = "darcel-schlecht";
    private static final String COLLEAGUE = "anna-snelling";
    private static final String MANAGER = "melvin-marxen";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private Web web;

    @Autowired
    private People people;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private JdbcClient jdbc;

    private LocalDate today;

    @BeforeEach
    void today() {
        today = workingTime.today();
    }

    /** Other classes leave their own behind. */
    @BeforeEach
    @AfterEach
    void everybodyIsThere() {
        jdbc.sql("DELETE FROM absence").update();
    }

    @Test
    void aRepEntersTheirOwnSeesItAndEndsIt() throws IOException {
        HttpResponse<String> answer = web.program(REP).post("/api/absences", days(today, today.plusDays(2)));

        assertThat(answer.statusCode()).isEqualTo(201);
        long id = json(answer).get("id").asLong();
        assertThat(people.present(REP, today)).isFalse();
        JsonNode seen = json(web.program(REP).get("/api/absences"));
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).get("userId").asText()).isEqualTo(REP);
        assertThat(seen.get(0).get("from").asText()).isEqualTo(today.toString());
        assertThat(seen.get(0).get("to").asText()).isEqualTo(today.plusDays(2).toString());
        assertThat(seen.get(0).get("enteredBy").asText()).isEqualTo(REP);
        assertThat(json(web.program(COLLEAGUE).get("/api/absences"))).isEmpty();
        assertThat(delete(COLLEAGUE, id)).isEqualTo(404);
        assertThat(delete(REP, id)).isEqualTo(204);
        assertThat(people.present(REP, today)).isTrue();
    }

    @Test
    void aRepDoesNotEnterAColleagues() throws IOException {
        assertRefused("userId", web.program(COLLEAGUE).post("/api/absences", of(REP, today, today)));
        assertThat(people.present(REP, today)).isTrue();
    }

    @Test
    void aManagerEntersSeesAndEndsAMembers() throws IOException {
        HttpResponse<String> answer = web.program(MANAGER).post("/api/absences", of(REP, today, today));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(web.program(MANAGER).get("/api/absences"))).hasSize(1);
        assertThat(delete(MANAGER, json(answer).get("id").asLong())).isEqualTo(204);
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        web.program(REP).post("/api/absences", days(today, today.plusDays(2)));

        assertRefused("from", web.program(REP).post("/api/absences", days(today.plusDays(2), today.plusDays(5))));
        assertRefused("to", web.program(REP).post("/api/absences", days(today.plusDays(9), today.plusDays(8))));
        assertRefused("userId", web.program(REP).post("/api/absences", of("nobody-at-all", today, today)));
        assertRefused("from", web.program(REP).post("/api/absences", "{}"));
        assertRefused("from", web.program(REP).post("/api/absences", "{\"from\": \"31.12.2026\"}"));
        assertRefused("userId", web.program(REP).post("/api/absences", "{\"userId\": 7}"));
        assertRefused("deputy", web.program(REP).post("/api/absences", "{\"deputy\": \"anna-snelling\"}"));
        assertRefused("scope", web.program(REP).post("/api/absences", "{\"scope\": \"opportunity\"}"));
        assertRefused("cap", web.program(REP).post("/api/absences", "{\"cap\": \"NaN\"}"));
        assertThat(web.program(REP).post("/api/absences", "[]").statusCode()).isEqualTo(400);
        assertThat(web.nobody().post("/api/absences", days(today, today)).statusCode())
                .isIn(401, 403);
    }

    @Test
    void aDelegateWithScopeAndCapIsEnteredChangedAndRecorded() throws IOException {
        HttpResponse<String> entered = web.program(MANAGER)
                .post(
                        "/api/absences",
                        """
                        {"from": "%s", "to": "%s", "delegate": "%s", "scope": ["discount"], "cap": 5000.00}"""
                                .formatted(today, today.plusDays(1), COLLEAGUE));
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(201);
        long id = json(entered).get("id").asLong();

        int changed = web.program(MANAGER)
                .send(
                        "PUT",
                        "/api/absences/" + id,
                        "application/json",
                        "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(today, today))
                .statusCode();

        assertThat(changed).isEqualTo(204);
        assertThat(json(web.program(MANAGER).get("/api/absences"))
                        .get(0)
                        .get("delegate")
                        .isNull())
                .isTrue();
        JsonNode record = json(web.program(MANAGER).get("/api/absences/record"));
        assertThat(record.get(0).get("act").asText()).isEqualTo("changed");
        assertThat(record.get(1).get("absence").asText()).contains(COLLEAGUE, "discount", "5000.00", "USD");
        assertThat(jdbc.sql("SELECT text FROM mail WHERE template = 'absence-said' AND text LIKE :days")
                        .param("days", "%" + today.plusDays(1) + "%Approvals up to: 5000.00 USD%")
                        .query(String.class)
                        .list())
                .isNotEmpty();
    }

    @Test
    void aCapIsReadAsItIsWritten() throws IOException {
        for (String cap : new String[] {"1E-999999999", "0.001", "1E+999999999", "5000.0000000000000000001"}) {
            assertRefused(
                    "cap",
                    web.program(REP)
                            .post(
                                    "/api/absences",
                                    "{\"from\": \"%s\", \"to\": \"%s\", \"delegate\": \"%s\", \"scope\": [\"discount\"], \"cap\": %s}"
                                            .formatted(today, today, COLLEAGUE, cap)));
        }
    }

    @Test
    void thePageEntersAndEnds() {
        Web.Client manager = web.browser(MANAGER);
        String page = manager.get("/absences").body();
        String token = Web.hiddenToken(page);
        assertThat(Jsoup.parse(page).select("select[name=userId] option").eachAttr("value"))
                .contains(MANAGER, REP)
                .doesNotContain("director");
        Map<String, String> form =
                Map.of("userId", REP, "from", today.toString(), "to", today.toString(), "_csrf", token);

        assertThat(manager.submit("/absences", form).statusCode()).isEqualTo(302);
        assertThat(people.present(REP, today)).isFalse();
        HttpResponse<String> again = manager.submit("/absences", form);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(again.body()).select("[role=alert]").text())
                .startsWith("Darcel Schlecht is already absent");

        String end = Jsoup.parse(manager.get("/absences").body())
                .select("form[action$=/end]")
                .attr("action");
        assertThat(manager.submit(end, Map.of("_csrf", token)).statusCode()).isEqualTo(302);
        assertThat(people.present(REP, today)).isTrue();
    }

    @Test
    void thePageSpeaksOfItsFieldsByTheirLabels() {
        Web.Client rep = web.browser(REP);
        String token = Web.hiddenToken(rep.get("/absences").body());
        Map<String, String> days = Map.of("from", today.toString(), "to", today.toString(), "_csrf", token);

        assertThat(refusal(rep, days, Map.of("cap", "100")))
                .isEqualTo("Say who stands in; or leave 'Approvals up to' and 'Only for some tasks' empty.");
        assertThat(refusal(rep, days, Map.of("cap", "much"))).startsWith("Write the amount with a point");
        assertThat(refusal(rep, days, Map.of("cap", "2000000000", "delegate", COLLEAGUE)))
                .isEqualTo("'Approvals up to' must be between 0 and 1,000,000,000.");
        assertThat(refusal(rep, days, Map.of("from", today.minusDays(1).toString())))
                .isEqualTo("The first day away must be today, " + today + ", or later.");
    }

    private static String refusal(Web.Client browser, Map<String, String> form, Map<String, String> otherwise) {
        Map<String, String> sent = new HashMap<>(form);
        sent.putAll(otherwise);
        HttpResponse<String> answer = browser.submit("/absences", sent);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return Jsoup.parse(answer.body()).select("[role=alert]").text();
    }

    @Test
    void aRepsPageOffersNobodyElse() {
        Web.Client rep = web.browser(REP);

        assertThat(Jsoup.parse(rep.get("/absences").body()).select("select[name=userId]"))
                .isEmpty();
        assertThat(rep.get("/").body()).contains("Say when I am away");
    }

    private int delete(String user, long id) {
        return web.program(user)
                .send("DELETE", "/api/absences/" + id, null, null)
                .statusCode();
    }

    private static void assertRefused(String field, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json(answer).path("field").asText()).isEqualTo(field);
    }

    private static String days(LocalDate from, LocalDate to) {
        return "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to);
    }

    private static String of(String userId, LocalDate from, LocalDate to) {
        return "{\"userId\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"}".formatted(userId, from, to);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
