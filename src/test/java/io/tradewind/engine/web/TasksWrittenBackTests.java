package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewind.engine.Acting;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** As Tasklist sets a date: it reads the task, changes the date and writes all of it back. */
@TradewindTest
class TasksWrittenBackTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANAGER = "melvin-marxen";
    private static final String DAY = "2030-05-06T07:00:00.000+0000";

    @Autowired
    private Web web;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Acting acting;

    private String deployment = "";

    @BeforeEach
    void deploy() {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        "written-back.bpmn",
                        Bpmn.createExecutableProcess("test-written-back")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("with-form")
                                .camundaFormRef("test-form")
                                .camundaFormRefBinding("latest")
                                .camundaAssignee("darcel-schlecht")
                                .camundaDueDate("2030-05-05T07:00:00")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
    }

    @AfterEach
    void undeploy() {
        repository.deleteDeployment(deployment, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/camunda/api/engine/engine/default"})
    void aTaskWithAFormTakesADateFromASuperior(String door) throws IOException {
        String task = task();
        Web.Client manager = door.contains("camunda") ? web.browser(MANAGER) : web.program(MANAGER);
        ObjectNode read = (ObjectNode) JSON.readTree(manager.get(door + "/task/" + task, "Accept", "application/json")
                .body());
        assertThat(read.path("camundaFormRef").path("key").asText()).isEqualTo("test-form");

        read.put("followUp", DAY);
        String token = manager.cookie("XSRF-TOKEN");
        HttpResponse<String> answer =
                manager.send("PUT", door + "/task/" + task, "application/json", read.toString(), "X-XSRF-TOKEN", token);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(JSON.readTree(web.program(MANAGER)
                                .get("/engine-rest/task/" + task)
                                .body())
                        .path("followUp")
                        .asText())
                .startsWith("2030-05-06");
        HttpResponse<String> own = web.program("darcel-schlecht")
                .send("PUT", "/engine-rest/task/" + task, "application/json", read.toString());
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("You may not do this with this task.").doesNotContain("TASK_ASSIGN");
    }

    /** Tasklist reads its tasks so, and shows "Invalid date" for any other way to write one. */
    @Test
    void aDayIsWrittenInOneWayInBothForms() throws IOException {
        String task = task();
        for (String form : List.of("application/json", "application/hal+json")) {
            assertThat(JSON.readTree(web.program(MANAGER)
                                    .get("/engine-rest/task/" + task, "Accept", form)
                                    .body())
                            .path("due")
                            .asText())
                    .as(form)
                    .matches("2030-05-05T\\d\\d:00:00\\.000\\+\\d{4}");
        }
    }

    private String task() {
        String instance =
                runtime.startProcessInstanceByKey("test-written-back", Map.of()).getId();
        return acting.asSystem(() -> tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId());
    }
}
