package io.tradewind.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A process with one ready-made step, drawn as Camunda Modeler writes it when its user applies the element template and
 * fills the fields in.
 */
final class ReadyMade {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder attributes = new StringBuilder();
    private final StringBuilder inside = new StringBuilder();
    private final StringBuilder inputs = new StringBuilder();

    private ReadyMade() {}

    /**
     * @param fields what the user types, by the name of the variable or attribute; where nothing is typed the template's
     *     own value stays
     */
    static String process(String id, String template, Map<String, String> fields) {
        try {
            JsonNode json = JSON.readTree(
                    Path.of(".camunda/element-templates", template + ".json").toFile());
            ReadyMade step = new ReadyMade();
            json.path("properties").forEach(property -> step.apply(property, fields));
            String element = json.path("elementType").path("value").asText().replace("bpmn:", "");
            return """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                        xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
                      <bpmn:process id="%1$s" name="Try" isExecutable="true" camunda:historyTimeToLive="P3650D">
                        <bpmn:startEvent id="start"/>
                        <bpmn:sequenceFlow id="first" sourceRef="start" targetRef="ready-made"/>
                        <bpmn:%2$s id="ready-made" name="Ready-made" camunda:modelerTemplate="%3$s"%4$s>
                          <bpmn:extensionElements>%5$s</bpmn:extensionElements>
                        </bpmn:%2$s>
                        <bpmn:sequenceFlow id="last" sourceRef="ready-made" targetRef="end"/>
                        <bpmn:endEvent id="end"/>
                      </bpmn:process>
                    </bpmn:definitions>
                    """
                    .formatted(
                            id,
                            Character.toLowerCase(element.charAt(0)) + element.substring(1),
                            json.path("id").asText(),
                            step.attributes,
                            step.inside + "<camunda:inputOutput>" + step.inputs + "</camunda:inputOutput>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void apply(JsonNode property, Map<String, String> fields) {
        JsonNode binding = property.path("binding");
        String own = property.path("value").asText();
        switch (binding.path("type").asText()) {
            case "property" -> {
                String name = binding.path("name").asText();
                attributes.append(" %s=\"%s\"".formatted(name, escape(fields.getOrDefault(name, own))));
            }
            case "camunda:in:businessKey" -> inside.append("<camunda:in businessKey=\"%s\"/>".formatted(own));
            case "camunda:in" -> {
                String target = binding.path("target").asText();
                inside.append("<camunda:in %s=\"%s\" target=\"%s\"/>"
                        .formatted(
                                binding.path("expression").asBoolean() ? "sourceExpression" : "source",
                                escape(fields.getOrDefault(target, own)),
                                target));
            }
            case "camunda:out" -> {
                String source = binding.path("source").asText();
                inside.append("<camunda:out source=\"%s\" target=\"%s\"/>"
                        .formatted(source, fields.getOrDefault(source, own)));
            }
            case "camunda:inputParameter" -> {
                String name = binding.path("name").asText();
                inputs.append("<camunda:inputParameter name=\"%s\">%s</camunda:inputParameter>"
                        .formatted(name, escape(fields.getOrDefault(name, own))));
            }
            default -> throw new IllegalArgumentException("No idea how Modeler writes " + binding);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
