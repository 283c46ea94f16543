package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** A person at Tasklist: finds tasks, sees their forms' values and submits them, all over HTTP under their own name. */
public final class Desk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String userId;
    private final Web.Client http;
    private final EngineSteps steps;

    public Desk(String userId, Web web, EngineSteps steps) {
        this.userId = userId;
        this.http = web.program(userId);
        this.steps = steps;
    }

    /** Claims the journey's task if it is the group's, and submits its form. The machine's steps after it have run. */
    public void does(String journey, String task, Map<String, ?> values) {
        HttpResponse<String> answer = tries(journey, task, values);
        assertThat(answer.statusCode())
                .as("%s does %s: %s", userId, task, answer.body())
                .isEqualTo(204);
        steps.runAllJobs(journey);
    }

    /** As {@link #does}, whatever the answer is. */
    public HttpResponse<String> tries(String journey, String task, Map<String, ?> values) {
        steps.runAllJobs(journey);
        var open = steps.task(journey, task);
        if (open.getAssignee() == null) {
            http.post("/engine-rest/task/" + open.getId() + "/claim", json(Map.of("userId", userId)));
        }
        return http.post(
                "/engine-rest/task/" + open.getId() + "/submit-form", json(Map.of("variables", typed(values))));
    }

    /** Whether this person can open the journey's task by its id. */
    public boolean sees(String journey, String task) {
        steps.runAllJobs(journey);
        return http.get("/engine-rest/task/" + steps.task(journey, task).getId())
                        .statusCode()
                == 200;
    }

    /** What the task's form would show under this name. */
    public String reads(String journey, String task, String variable) {
        steps.runAllJobs(journey);
        String id = steps.task(journey, task).getId();
        return tree(http.get("/engine-rest/task/" + id + "/form-variables?deserializeValues=false&variableNames="
                                + variable)
                        .body())
                .path(variable)
                .path("value")
                .asText();
    }

    public HttpResponse<String> posts(String path, String json) {
        return http.post(path, json);
    }

    public HttpResponse<String> opens(String path) {
        return http.get(path);
    }

    public static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + json, e);
        }
    }

    /** A list or map travels as the JSON variable that an HTML form would send. */
    private static Map<String, Object> typed(Map<String, ?> values) {
        Map<String, Object> variables = new HashMap<>();
        values.forEach((name, value) -> variables.put(
                name,
                value instanceof Iterable<?> || value instanceof Map<?, ?>
                        ? Map.of("value", json(value), "type", "Json")
                        : Map.of("value", value)));
        return variables;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
