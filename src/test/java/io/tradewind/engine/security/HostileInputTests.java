package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What only somebody sends who means harm: refused in words, never a failure, nothing kept. */
@TradewindTest
class HostileInputTests {

    private static final String REP = "darcel-schlecht";

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/leads",
                "/api/absences",
                "/engine-rest/task",
                "/engine-rest/task/count",
                "/engine-rest/process-definition/key/lead-to-after-sales/submit-form"
            })
    void jsonNestedWithoutEndIsRefused(String path) {
        HttpResponse<String> answer =
                web.program(REP).post(path, "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("nested too deep");
    }

    @Test
    void aBodyBeyondAllMeasureIsRefused() {
        String eleven = "\"" + "a".repeat(11 * 1024 * 1024) + "\"";

        assertThat(web.program(REP).post("/engine-rest/task", eleven).statusCode())
                .isEqualTo(413);
        assertThat(web.program("owner")
                        .send("POST", "/api/what-if", "application/xml", eleven)
                        .statusCode())
                .isEqualTo(413);
        assertThat(web.program("owner")
                        .send("POST", "/engine-rest/message", "text/plain", eleven)
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0001", "\\u001b", "\\u202e", "\\u2066", "\\ud800"})
    void textThatDoesNotReadAsItIsIsRefusedEverywhere(String character) {
        String name = "Reach" + UUID.randomUUID();
        HttpResponse<String> lead = web.program(REP)
                .post("/api/leads", "{\"companyName\":\"" + name + character + "x\",\"source\":\"web\"}");
        HttpResponse<String> query = web.program(REP).post("/engine-rest/task", "{\"name\":\"a" + character + "\"}");

        assertThat(lead.statusCode()).isEqualTo(422);
        assertThat(lead.body()).contains("\"field\":\"companyName\"");
        assertThat(query.statusCode()).isEqualTo(422);
        assertThat(jdbc.sql("SELECT count(*) FROM lead WHERE company_name LIKE :name")
                        .param("name", name + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%01", "%E2%80%AE"})
    void soItIsInAnAddress(String character) {
        assertThat(web.program(REP)
                        .get("/api/customers/choices?q=a" + character)
                        .statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "darcel-schlecht\u0000", "\u202e", "a\u0001"})
    void aNameThatNobodyCanHaveIsAWrongName(String name) {
        assertThat(web.program(name).get("/api/regions").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/css/../application.yml",
                "/css/%2e%2e/application.yml",
                "/css/..%2fapplication.yml",
                "/webjars/..%5c..%5capplication.yml",
                "/css/....//application.yml",
                "/camunda/app/tasklist/..%2f..%2f..%2fapplication.yml",
                "/camunda/app/tasklist/styles/%2e%2e/%2e%2e/application.yml",
                "/camunda/lib/..%252f..%252fapplication.yml",
                "/application.yml",
                "/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/db/migration/V001__engine__mark_the_business_schema.sql"
            })
    void noAddressLeadsOutOfItsFolder(String path) {
        HttpResponse<String> answer = web.browser("admin").get(path);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("datasource", "CREATE ", "Manifest-Version");
    }

    @Test
    void theNameOfAFileIsNotAPlaceOnTheDisk() {
        String name = "../../../../tmp/" + UUID.randomUUID() + ".csv";
        HttpResponse<String> answer = web.program(REP)
                .send(
                        "POST",
                        "/api/leads/import",
                        "multipart/form-data; boundary=cut",
                        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                                + "\"\r\n\r\ncompanyName\r\n--cut--\r\n");

        assertThat(answer.statusCode()).isIn(202, 422);
        assertThat(java.nio.file.Path.of("/tmp", name.substring(name.lastIndexOf('/') + 1)))
                .doesNotExist();
    }

    @Test
    void aNameThatIsTooLongIsNoFileThatIsTooLarge() {
        HttpResponse<String> answer = web.program("owner")
                .send(
                        "POST",
                        "/api/what-if",
                        "multipart/form-data; boundary=cut",
                        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + "x".repeat(3000)
                                + ".dmn\"\r\n\r\n<a/>\r\n--cut--\r\n");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("name is too long").doesNotContain("200 MB");
    }
}
