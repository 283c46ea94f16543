package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.engine.variables.MissingVariable;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import jakarta.ws.rs.core.Response;
import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class EngineRestErrorsTests {

    @Autowired
    private TaskService tasks;

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

    private static String body(RuntimeException thrown) {
        Object entity = EngineRestErrors.answer(thrown).getEntity();
        return entity instanceof ExceptionDto told ? told.getMessage() : String.valueOf(entity);
    }
}
