package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.engine.variables.MissingVariable;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import jakarta.ws.rs.core.Response;
import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
@ExtendWith(OutputCaptureExtension.class)
class EngineRestErrorsTests {

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService management;

    @Autowired
    private Acting acting;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Web web;

    /** What the engine runs into when two complete a task in the same moment: a null, a missing variable. */
    @Test
    void whoLosesTheRaceForATaskIsToldThatItIsDone() {
        for (RuntimeException thrown :
                new RuntimeException[] {new NullPointerException("removeTask"), new MissingVariable("caseNumber")}) {
            Response answer = EngineRestErrors.answer(thrown, "task/it-was-done/complete", false);

            assertThat(answer.getStatus()).isEqualTo(409);
            assertThat(answer.getEntity()).asString().contains("somebody else has done it");
        }
    }

    @Test
    void whatFailsWhileTheTaskIsThereStaysAFaultOfOursUnlessAValueIsMissing() {
        Task open = tasks.newTask();
        acting.asSystem(() -> tasks.saveTask(open));
        try {
            assertThat(acting.asSystem(() -> EngineRestErrors.answer(
                                    new NullPointerException(), "task/" + open.getId() + "/submit-form", false)
                            .getStatus()))
                    .isEqualTo(500);
            Response lacking = acting.asSystem(() -> EngineRestErrors.answer(
                    new ProcessEngineException(new MissingVariable("caseNumber")),
                    "task/" + open.getId() + "/complete",
                    false));
            assertThat(lacking.getStatus()).isEqualTo(422);
            assertThat(lacking.getEntity()).asString().contains("'caseNumber' is missing", "field=caseNumber");
            assertThat(EngineRestErrors.answer(new NullPointerException(), "task/it-was-done/comment", false)
                            .getStatus())
                    .isEqualTo(500);
        } finally {
            acting.asSystem(() -> tasks.deleteTask(open.getId(), true));
        }
    }

    /** A trigger makes a statement of the engine fail, as a broken table or a full disk would. */
    @ParameterizedTest
    @CsvSource({"53100, 503", "57P03, 503", "22012, 500"})
    void whatFailsInTheDatabaseIsToldWithoutItsInside(String state, int status) {
        String table = "act_ru_filter";
        jdbc.sql(
                        """
                        CREATE FUNCTION filters_fail() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN RAISE EXCEPTION 'no room in secret_table' USING ERRCODE = '%s'; END $$
                        """
                                .formatted(state))
                .update();
        jdbc.sql("CREATE TRIGGER fails BEFORE INSERT ON " + table + " FOR EACH ROW WHEN (NEW.name_ = 'it-fails')"
                        + " EXECUTE FUNCTION filters_fail()")
                .update();
        try {
            HttpResponse<String> answer = web.program("admin")
                    .post(
                            "/engine-rest/filter/create",
                            "{\"resourceType\": \"Task\", \"name\": \"it-fails\", \"query\": {}}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
            assertThat(answer.body())
                    .contains("\"status\":" + status, "\"detail\":", "\"message\":")
                    .doesNotContainIgnoringCase("secret_table", "insert", "sql", "exception", "org.");
        } finally {
            jdbc.sql("DROP FUNCTION filters_fail() CASCADE").update();
        }
    }

    @Test
    void theEngineSaysItsOwnSentenceAndNothingOfItsInside() {
        assertThat(body(new ProcessEngineException("Cannot suspend what is suspended")))
                .contains("Cannot suspend what is suspended");
        for (RuntimeException thrown : List.of(
                new ProcessEngineException("ENGINE-13030 org.camunda.bpm.engine.impl.Deep failed"),
                new ProcessEngineException("### Error updating database"),
                new ProcessEngineException("Cannot start", new IllegalStateException("secret")),
                new NullPointerException("secret"))) {
            assertThat(EngineRestErrors.answer(thrown, "x", true).getStatus()).isEqualTo(500);
            assertThat(body(thrown)).contains("no fault of the request").doesNotContain("secret", "org.", "###");
        }
    }

    @Test
    void whatIsReadAndNotThereIsNotFound() {
        for (String path : List.of(
                "/engine-rest/process-instance/none/variables",
                "/engine-rest/execution/none/localVariables",
                "/engine-rest/process-definition/none/statistics")) {
            assertThat(web.program("admin").get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "task?maxResults=5&includeAssignedTasks=true | includeAssignedTasks | needs one of these beside it",
                "task/count?candidateUser=a&candidateGroup=b | candidateGroup | leave one out",
                "task/count?withoutDueDate=true&dueBefore=2020-01-01T00:00:00.000%2B0000 | withoutDueDate | leave one out",
                "task?maxResults=%20 | maxResults | digits only",
                "history/task?maxResults=99999999999 | maxResults | digits only"
            })
    void aQuestionThatCannotBeAnsweredIsRefusedWithItsField(String question, String field, String remedy) {
        HttpResponse<String> answer = web.program("admin").get("/engine-rest/" + question);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"field\":\"" + field + "\"", remedy)
                .doesNotContain("Exception");
        assertThat(web.program("admin")
                        .get("/engine-rest/task?maxResults=5&candidateGroup=legal&includeAssignedTasks=true")
                        .statusCode())
                .isEqualTo(200);
    }

    /** Each was a failure of the server, with a page of the log. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "task/count?nameLike=%5C | nameLike | single backslash",
                "task?maxResults=5&assigneeLike=%5C | assigneeLike | single backslash",
                "task/count?taskVariables=about_like_%5C | taskVariables | single backslash",
                "user?maxResults=5&lastNameLike=%5C | lastNameLike | single backslash",
                "filter?maxResults=5&nameLike=%5C | nameLike | single backslash",
                "process-definition?maxResults=5&keyLike=%5C | keyLike | single backslash",
                "task/count?createdAfter=300000-01-01T00:00:00.000%2B0000 | createdAfter | four digits",
                "task/count?dueDate=300000-01-01T00:00:00.000%2B0000 | dueDate | four digits",
                "history/task/count?startedAfter=300000-01-01T00:00:00.000%2B0000 | startedAfter | four digits",
                "process-definition?maxResults=5&deployedAfter=300000-01-01T00:00:00.000%2B0000 | deployedAfter | four digits",
                "task/count?caseDefinitionKey=x | caseDefinitionKey | no",
                "task/count?caseInstanceBusinessKeyLike=x | caseInstanceBusinessKeyLike | no",
                "history/task/count?caseDefinitionKey=x | caseDefinitionKey | no",
                "task?maxResults=5&priority=x | priority | whole number",
                "task?maxResults=5&dueDate=x | dueDate | a time like",
                "task?maxResults=5&delegationState=BLAH | delegationState | RESOLVED",
                "task?maxResults=5&sortBy=name | sortOrder | asc or desc",
                "task?maxResults=5&sortBy=nonsense&sortOrder=asc | sortBy | nonsense",
                "task | maxResults | how many",
                "task?maxResults=1000000 | maxResults | not be more than",
                "authorization/check | permissionName | missing",
                "authorization/check?permissionName=READ | resourceName | missing",
                "authorization/check?permissionName=READ&resourceName=task&resourceType=x | resourceType | digits only",
                "authorization/check?permissionName=READ&resourceName=task&resourceType=9999 | resourceType | like 7",
                "authorization/check?permissionName=%25s&resourceName=task&resourceType=7 | permissionName | a permission",
                "process-definition/x/form-variables | - | message"
            })
    void conditionsThatCannotBeReadAreToldWithTheirField(
            String question, @Nullable String field, String remedy, CapturedOutput output) {
        whileATaskIsThere(
                () -> assertRefused(web.program("admin").get("/engine-rest/" + question), field, remedy, output));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '~',
            value = {
                "task/count | {`nameLike`: `c\\\\`} | nameLike | single backslash",
                "task/count | {`orQueries`: [{`nameLike`: `\\\\`}]} | nameLike | single backslash",
                "task/count | {`orQueries`: [{`caseDefinitionName`: `x`}]} | caseDefinitionName | no",
                "task/count | {`createdAfter`: 99999999999999999} | createdAfter | four digits",
                "task?maxResults=5 | {`taskIdIn`: [null]} | taskIdIn | null",
                "task?maxResults=5 | {`assigneeIn`: [null]} | assigneeIn | null",
                "task?maxResults=5 | {`assigneeNotIn`: [null]} | assigneeNotIn | null",
                "task?maxResults=5 | {`tenantIdIn`: [null]} | tenantIdIn | null",
                "task?maxResults=5 | {`taskVariables`: [null]} | taskVariables | null",
                "task?maxResults=5 | {`processVariables`: [null]} | processVariables | null",
                "task?maxResults=5 | {`orQueries`: [null]} | orQueries | null",
                "task?maxResults=5 | {`sorting`: [null]} | sorting | null",
                "variable-instance?maxResults=5 | {`sorting`: [null]} | sorting | null",
                "variable-instance?maxResults=5 | {`variableValues`: [null]} | variableValues | null",
                "task?maxResults=5 | {`candidateGroups`: []} | candidateGroups | empty",
                "task?maxResults=5 | {`orQueries`: [{`candidateGroup`: `marketing`, `candidateUser`: `support`}]} | candidateGroup | do not go together",
                "task?maxResults=5 | {`processVariables`: [{`name`: `a`, `operator`: `eq`, `value`: {}}]} | processVariables | a text, a number",
                "task?maxResults=5 | {`sorting`: [{`sortBy`: `processVariable`, `sortOrder`: `asc`, `parameters`: {`variable`: `a`, `type`: `Object`}}]} | sorting | of the type object",
                "task?maxResults=5 | {`sorting`: [{`sortBy`: `name`}]} | sortOrder | asc or desc",
                "history/task?maxResults=5 | {`sorting`: [{`sortBy`: `caseInstanceId`, `sortOrder`: `asc`}]} | sorting | no",
                "task | null | - | has no body",
                "task | [] | - | must be a JSON object",
                "task | 7 | - | must be a JSON object",
                "task | {`a | - | is not JSON",
                "task | {`assigneeIn`: {}} | assigneeIn | a list",
                "task | {`maxPriority`: `x`} | maxPriority | whole number",
                "task | {`sorting`: [{`sortBy`: {}}]} | sortBy | a text",
                "task/create | {`name`: `x`, `due`: `999999-01-01T00:00:00.000+0000`} | due | four digits",
                "task/create | {`name`: `x`, `followUp`: 99999999999999999} | followUp | four digits",
                "task/none/claim | null | - | has no body",
                "task/none/assignee | null | - | has no body",
                "task/none/complete | null | - | has no body",
                "task/none/submit-form | null | - | has no body",
                "task/none/identity-links | null | - | has no body",
                "task/none/variables | null | - | has no body",
                "task/none/bpmnError | null | - | has no body",
                "task/none/bpmnEscalation | null | - | has no body",
                "variable-instance/count | null | - | has no body",
                "process-definition/key/lead-to-after-sales/start | null | - | has no body",
                "process-definition/key/lead-to-after-sales/submit-form | null | - | has no body",
                "process-definition/key/lead-to-after-sales/submit-form | [] | - | must be a JSON object",
                "process-definition/key/lead-to-after-sales/submit-form | {`variables`: {`companyName`: null}} | companyName | null",
                "process-definition/key/lead-to-after-sales/submit-form | {`variables`: {`a`: {`type`: `Date`, `value`: `zz`}}} | a | not of the type"
            })
    void aBodyThatCannotBeReadIsToldInWords(
            String address, String body, @Nullable String field, String remedy, CapturedOutput output) {
        whileATaskIsThere(() -> assertRefused(
                web.program("admin").post("/engine-rest/" + address, body.replace('`', '"')), field, remedy, output));
    }

    /** The engine's sentence repeats what was sent; to try all ways to take it apart would keep a processor for years. */
    @Test
    @Timeout(60)
    void aSentenceThatRepeatsALongRequestIsReadOnce() {
        String sent = "Cannot convert value '' of type '' to java type !".repeat(4000);

        HttpResponse<String> answer =
                web.program("admin").post("/engine-rest/message", "{\"messageName\": \"" + sent + "!\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    /** The engine's REST layer keeps nothing of what the database said. */
    @Test
    void aJobsDayThatCannotBeKeptIsToldInWords(CapturedOutput output) {
        String job = management.createJobQuery().listPage(0, 1).get(0).getId();

        HttpResponse<String> answer = web.program("admin")
                .send(
                        "PUT",
                        "/engine-rest/job/" + job + "/duedate",
                        "application/json",
                        "{\"duedate\": \"999999-01-01T00:00:00.000+0000\"}");

        assertRefused(answer, "duedate", "four digits", output);
    }

    /** Some conditions are read only when there is something to compare with. */
    private void whileATaskIsThere(Runnable asking) {
        Task compared = tasks.newTask();
        compared.setName("compared");
        compared.setAssignee("admin");
        acting.asSystem(() -> {
            tasks.saveTask(compared);
            tasks.setVariableLocal(compared.getId(), "about", "it");
        });
        try {
            asking.run();
        } finally {
            acting.asSystem(() -> tasks.deleteTask(compared.getId(), true));
        }
    }

    private static void assertRefused(
            HttpResponse<String> answer, @Nullable String field, String remedy, CapturedOutput output) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains(remedy)
                .doesNotContain("\"message\":\"\"", "org.", "java", "is null", "ENGINE-");
        if (field != null) {
            assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
        }
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deployed-form",
                "form",
                "form-variables",
                "rendered-form",
                "variables",
                "localVariables",
                "variables/x",
                "variables/x/data",
                "identity-links"
            })
    void whatIsReadOfATaskThatIsNotThereIsNotFoundAndNoFailure(String what, CapturedOutput output) {
        HttpResponse<String> answer = web.program("darcel-schlecht").get("/engine-rest/task/none/" + what);

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    @Test
    void aHeaderThatCannotBeReadIsRefusedInWords(CapturedOutput output) {
        for (String language : List.of("x".repeat(5000), "en;q=x")) {
            HttpResponse<String> answer =
                    web.program("darcel-schlecht").get("/engine-rest/task?maxResults=1", "Accept-Language", language);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("A header of the request is not well formed.");
        }
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/camunda/api/engine/engine/default"})
    void whatCanBeDoneIsToldWithoutTheServersName(String door) {
        HttpResponse<String> answer = web.browser("darcel-schlecht").send("OPTIONS", door + "/task/any", null, null);

        assertThat(answer.body()).doesNotContainIgnoringCase("jersey", "wadl");
        assertThat(answer.statusCode()).isLessThan(500);
    }

    @Test
    void whatAStepOfOursThrowsWhileItAsksStaysAFailure() {
        for (RuntimeException thrown : List.of(
                new NullPointerException("ours"),
                new ProcessEngineException("A step failed", new ClassCastException("ours")))) {
            assertThat(EngineRestErrors.answer(thrown, "process-instance", false)
                            .getStatus())
                    .isEqualTo(500);
        }
    }

    private static String body(RuntimeException thrown) {
        Object entity = EngineRestErrors.answer(thrown).getEntity();
        return entity instanceof ExceptionDto told ? told.getMessage() : String.valueOf(entity);
    }
}
