package io.tradewind.engine.examination;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A Camunda Form.
 *
 * @param file its name in the deployment
 * @param module the folder it stands in; empty when it is in none
 * @param stem its name without folder and ending
 */
public record Form(String file, String module, String stem, JsonNode json) {

    public String id() {
        return json.path("id").asText();
    }

    /** Every component, those in groups after their group. */
    public List<JsonNode> components() {
        List<JsonNode> all = new ArrayList<>();
        collect(json.path("components"), all);
        return all;
    }

    private static void collect(JsonNode components, List<JsonNode> all) {
        for (JsonNode component : components) {
            all.add(component);
            collect(component.path("components"), all);
        }
    }
}
