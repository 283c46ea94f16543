package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class ProblemsTests {

    @Autowired
    private Web web;

    @Test
    void aRefusalNamesTheField() {
        HttpResponse<String> answer = web.program("support").post("/api/leads", "{\"companyName\":\"\"}");

        assertProblem(answer, 422);
        assertThat(answer.body()).contains("\"field\":\"companyName\"");
    }

    @Test
    void bodiesThatCannotBeReadAreTheClientsFault() {
        assertProblem(web.program("support").post("/api/leads", "{\"companyName\":"), 400);
        assertProblem(web.program("support").post("/api/leads", ""), 400);
        assertProblem(web.program("support").send("POST", "/api/leads", "text/plain", "Acme"), 415);
        assertProblem(web.program("support").send("DELETE", "/api/leads", null, null), 405);
    }

    @Test
    void whatIsNotThereIsAProblemForAProgramAndAPageForAPerson() {
        assertProblem(web.program("support").get("/api/nothing-here"), 404);

        HttpResponse<String> page = web.browser("support").get("/nothing-here", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here", "Back to the home page");
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"status\":" + status);
    }
}
