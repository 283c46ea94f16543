package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** What is asked of somebody is theirs to read and their superiors', at every door of the engine. */
@TradewindTest
class WhoReadsATaskTests {

    @Autowired
    private Web web;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Acting acting;

    @Autowired
    private AutowireCapableBeanFactory beans;

    @Test
    void nothingOfATaskIsReadByThoseWhomItDoesNotConcern() {
        Everybody everybody = new Everybody(web);
        String instance = beans.createBean(SomethingOfEachKind.class)
                .requestForMelvinToDecide(Map.of())
                .processInstance();
        String task = acting.asSystem(() -> tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId());
        String variable = acting.asSystem(() -> runtime.createVariableInstanceQuery()
                .processInstanceIdIn(instance)
                .list()
                .get(0)
                .getId());
        List<String> ofTheTask = new ArrayList<>();
        for (String below : List.of(
                "",
                "/variables",
                "/localVariables",
                "/form-variables",
                "/form",
                "/deployed-form",
                "/comment",
                "/identity-links",
                "/attachment")) {
            ofTheTask.add("/task/" + task + below);
        }
        List<String> ofTheInstance = List.of(
                "/process-instance/" + instance,
                "/process-instance/" + instance + "/variables",
                "/process-instance/" + instance + "/activity-instances",
                "/process-instance?processInstanceIds=" + instance,
                "/execution?processInstanceId=" + instance,
                "/variable-instance/" + variable,
                "/variable-instance?processInstanceIdIn=" + instance,
                "/history/process-instance/" + instance,
                "/history/process-instance?processInstanceId=" + instance,
                "/history/task?processInstanceId=" + instance,
                "/history/activity-instance?processInstanceId=" + instance,
                "/history/variable-instance?processInstanceId=" + instance,
                "/history/detail?processInstanceId=" + instance,
                "/history/user-operation?processInstanceId=" + instance,
                "/history/decision-instance?processInstanceId=" + instance,
                "/history/identity-link-log?taskId=" + task,
                "/task?processInstanceId=" + instance,
                "/task/count?processInstanceId=" + instance,
                "/job?processInstanceId=" + instance,
                "/incident?processInstanceId=" + instance,
                "/event-subscription?processInstanceId=" + instance,
                "/batch?maxResults=10",
                "/metrics?maxResults=10",
                "/job?maxResults=10",
                "/deployment?maxResults=10");

        for (String path : ofTheTask.subList(0, 5)) {
            assertThat(everybody
                            .browser("its-manager")
                            .get("/engine-rest" + path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        List<String> told = new ArrayList<>();
        for (String who : Everybody.all()) {
            if (Set.of("its-manager", "director", "admin").contains(who)) {
                continue; // whose it is, whose superior decides in their place, who administers
            }
            ofTheTask.stream()
                    .filter(path -> tells(everybody.browser(who), path))
                    .forEach(path -> told.add(who + " " + path));
            if (!who.equals("owner")) { // looks after all instances, in Cockpit
                ofTheInstance.stream()
                        .filter(path -> tells(everybody.browser(who), path))
                        .forEach(path -> told.add(who + " " + path));
            }
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aTaskThatIsDoneIsNotThereAnyMore() {
        String gone = UUID.randomUUID().toString();
        for (String path :
                List.of("/variables", "/localVariables", "/identity-links", "/variables/a", "/rendered-form")) {
            assertThat(web.program("darcel-schlecht")
                            .get("/engine-rest/task/" + gone + path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    /** Whether the answer tells anything at all. */
    private static boolean tells(Web.Client browser, String path) {
        HttpResponse<String> answer = browser.get("/engine-rest" + path);
        return answer.statusCode() >= 500
                || answer.statusCode() < 400
                        && !Set.of("[]", "{}", "{\"count\":0}").contains(answer.body());
    }
}
