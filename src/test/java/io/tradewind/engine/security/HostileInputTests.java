package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What only somebody sends who means harm: refused in words, never a failure, nothing kept. */
@TradewindTest
class HostileInputTests {

    private static final String REP = "darcel-schlecht";

    private static final String MULTIPART = "multipart/form-data; boundary=cut";

    private static final String UPLOADED =
            "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n--cut--\r\n";

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

    /** The engine takes a whole upload into memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/task/none/variables/x/data",
                "/engine-rest/deployment/create",
                "/engine-rest/deployment/%63reate",
                "/camunda/api/engine/engine/default/task/none/localVariables/x/data"
            })
    void anUploadToTheEngineBeyondAllMeasureIsRefused(String path) {
        String upload = UPLOADED.formatted("data", "a".repeat(21 * 1024 * 1024));

        assertThat(web.browser("owner").send("POST", path, MULTIPART, upload).statusCode())
                .isIn(403, 413);
        assertThat(web.program("owner").send("POST", path, MULTIPART, upload).statusCode())
                .isIn(403, 413);
    }

    /** The engine makes what the upload says it is before it asks whose task it is; this one empties the file it is given. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "task/none/variables",
                "task/none/localVariables",
                "process-instance/none/variables",
                "execution/none/localVariables"
            })
    void anUploadDoesNotChooseAJavaClass(String variables, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("kept.txt"), "kept");
        String upload = UPLOADED.formatted("data\"\r\nContent-Type: application/json;x=\"", "[\"" + file + "\"]")
                        .replace("\r\n--cut--\r\n", "\r\n")
                + UPLOADED.formatted("type", "java.lang.Iterable<org.apache.commons.io.output.LockableFileWriter>");

        for (String user : List.of(REP, "admin")) {
            HttpResponse<String> answer =
                    web.program(user).send("POST", "/engine-rest/" + variables + "/x/data", MULTIPART, upload);

            assertThat(answer.statusCode()).as(answer.body()).isIn(403, 422);
            assertThat(file).hasContent("kept");
        }
    }

    /** Each condition on a variable is a table more to plan with: some hundreds keep the database busy for minutes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "processVariables | {`name`: `dealNumber`, `operator`: `like`, `value`: `%`} | 31 | variables",
                "orQueries | {`name`: `a`} | 101 | orQueries",
                "orQueries | {`taskVariables`: [{`name`: `a`, `operator`: `eq`, `value`: 1}]} | 31 | variables",
                "sorting | {`sortBy`: `processVariable`, `sortOrder`: `asc`, `parameters`: {`variable`: `a`, `type`: `String`}} | 11 | sorting",
                "assigneeIn | `a#` | 10001 | assigneeIn"
            })
    void aQuestionWithMoreConditionsThanAPersonAsksIsRefused(String list, String condition, int many, String field) {
        String conditions = IntStream.range(0, many)
                .mapToObj(each -> condition.replace('`', '"').replace("#", String.valueOf(each)))
                .collect(Collectors.joining(", ", "{\"" + list + "\": [", "]}"));

        HttpResponse<String> asked = web.program(REP).post("/engine-rest/task?maxResults=5", conditions);
        HttpResponse<String> kept = web.program("admin")
                .post(
                        "/engine-rest/filter/create",
                        "{\"resourceType\": \"Task\", \"name\": \"much\", \"query\": " + conditions + "}");

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(422);
        assertThat(asked.body()).contains("\"field\":\"" + field + "\"", "At most");
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(422);
    }

    /** Of these the engine keeps the conditions in a map. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"variables\": [%s]}", "{\"orQueries\": [{\"variables\": [%s]}]}"})
    void norIsOneAboutFinishedProcesses(String question) {
        String conditions = IntStream.range(0, 31)
                .mapToObj(each -> "{\"name\": \"v" + each + "\", \"operator\": \"like\", \"value\": \"%a%\"}")
                .collect(Collectors.joining(","));

        HttpResponse<String> answer = web.program("owner")
                .post("/engine-rest/history/process-instance?maxResults=1", question.replace("%s", conditions));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("At most 30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"candidateGroups", "taskDefinitionKeyIn", "processInstanceIdIn", "assigneeIn"})
    void aNullInAListIsNoFailure(String list) {
        assertThat(web.program(REP)
                        .post("/engine-rest/task?maxResults=3", "{\"" + list + "\": [null, \"a\"]}")
                        .statusCode())
                .isIn(200, 400);
    }

    @Test
    void aQuestionOfSeveralPartsIsAnswered() {
        String part =
                "{\"assigneeIn\": [\"a\", \"b\"], \"taskVariables\": [{\"name\": \"a\", \"operator\": \"eq\", \"value\": 1}]}";
        HttpResponse<String> answer =
                web.program(REP).post("/engine-rest/task/count", "{\"orQueries\": [" + part + ", " + part + "]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
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
        assertThat(Path.of("/tmp", name.substring(name.lastIndexOf('/') + 1))).doesNotExist();
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
