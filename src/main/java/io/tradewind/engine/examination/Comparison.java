package io.tradewind.engine.examination;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.engine.examination.Change.Element;
import io.tradewind.engine.examination.Change.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Two versions of the same files, element by element, in words for people who draw. */
public final class Comparison {

    /** Where something is drawn, and names of elements that stand beside it, say nothing about how work is done. */
    private static final Set<String> NOT_TOLD =
            Set.of("id", "layout", "components", "xsi:type", "key", "isExecutable", "exporter", "exporterVersion");

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("name", "name"),
            Map.entry("label", "label"),
            Map.entry("text", "text"),
            Map.entry("type", "type"),
            Map.entry("description", "description"),
            Map.entry("documentation", "explanation"),
            Map.entry("conditionExpression", "condition"),
            Map.entry("sourceRef", "comes from"),
            Map.entry("targetRef", "goes to"),
            Map.entry("attachedToRef", "belongs to"),
            Map.entry("default", "default way out"),
            Map.entry("calledElement", "called process"),
            Map.entry("camunda:calledElementBinding", "version of the called process"),
            Map.entry("camunda:formRef", "form"),
            Map.entry("camunda:formKey", "form"),
            Map.entry("camunda:formRefBinding", "version of the form"),
            Map.entry("camunda:decisionRef", "table"),
            Map.entry("camunda:decisionRefBinding", "version of the table"),
            Map.entry("camunda:mapDecisionResult", "how the table answers"),
            Map.entry("camunda:resultVariable", "variable for the answer"),
            Map.entry("camunda:dueDate", "due date"),
            Map.entry("camunda:followUpDate", "follow-up date"),
            Map.entry("camunda:candidateGroups", "role"),
            Map.entry("camunda:candidateUsers", "people"),
            Map.entry("camunda:assignee", "person"),
            Map.entry("camunda:priority", "priority"),
            Map.entry("camunda:delegateExpression", "what it does"),
            Map.entry("camunda:expression", "what it does"),
            Map.entry("camunda:asyncBefore", "begins in the background"),
            Map.entry("camunda:asyncAfter", "goes on in the background"),
            Map.entry("camunda:historyTimeToLive", "kept in the history"),
            Map.entry("camunda:modelerTemplate", "ready-made step"),
            Map.entry("messageRef", "message"),
            Map.entry("errorRef", "error"),
            Map.entry("cancelActivity", "ends the step"),
            Map.entry("timeDate", "time"),
            Map.entry("timeDuration", "time"),
            Map.entry("timeCycle", "time"),
            Map.entry("hitPolicy", "which rows count"),
            Map.entry("validate.required", "must be filled"),
            Map.entry("validate.maxLength", "longest text"),
            Map.entry("validate.minLength", "shortest text"),
            Map.entry("validate.max", "largest value"),
            Map.entry("validate.min", "smallest value"),
            Map.entry("validate.pattern", "pattern"),
            Map.entry("conditional.hide", "hidden when"),
            Map.entry("defaultValue", "filled with"),
            Map.entry("readonly", "only shown"),
            Map.entry("disabled", "only shown"),
            Map.entry("values", "choices"),
            Map.entry("valuesKey", "choices from"),
            Map.entry("valuesExpression", "choices from"),
            Map.entry("serializeToString", "kept as exact text"),
            Map.entry("decimalDigits", "decimal places"));

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("process", "process"),
            Map.entry("userTask", "task"),
            Map.entry("serviceTask", "automatic step"),
            Map.entry("businessRuleTask", "decision"),
            Map.entry("sendTask", "automatic step"),
            Map.entry("receiveTask", "wait"),
            Map.entry("scriptTask", "script"),
            Map.entry("callActivity", "called process"),
            Map.entry("subProcess", "part of the process"),
            Map.entry("startEvent", "start"),
            Map.entry("endEvent", "end"),
            Map.entry("boundaryEvent", "exception"),
            Map.entry("intermediateCatchEvent", "wait"),
            Map.entry("intermediateThrowEvent", "event"),
            Map.entry("exclusiveGateway", "question"),
            Map.entry("inclusiveGateway", "question"),
            Map.entry("parallelGateway", "side by side"),
            Map.entry("eventBasedGateway", "whatever comes first"),
            Map.entry("sequenceFlow", "way"),
            Map.entry("textAnnotation", "note"),
            Map.entry("decision", "table"),
            Map.entry("decisionTable", "table"),
            Map.entry("rule", "row"),
            Map.entry("input", "question of the table"),
            Map.entry("output", "answer of the table"));

    private Comparison() {}

    /**
     * One element that differs.
     *
     * @param what what kind of thing it is, in a word
     * @param called what people call it, never empty
     * @param details what is different in it; empty for what is added or removed
     */
    public record Difference(Change change, String what, String called, List<Detail> details) {

        /** The sign that says the same as the colour. */
        public String sign() {
            return Comparison.sign(change.kind());
        }
    }

    /** One property of an element; empty where it is not given. */
    public record Detail(String name, String before, String after) {}

    public static String sign(Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case CHANGED -> "~";
            case REMOVED -> "−";
        };
    }

    /** What kind of step this is, in a word. */
    public static String kind(Xml element) {
        return KINDS.getOrDefault(element.kind(), element.kind());
    }

    /**
     * Compares by ids.
     *
     * @param before the file, or nothing when it is new
     * @param after the file, or nothing when it is gone
     */
    public static List<Difference> of(String file, Map<String, byte[]> before, Map<String, byte[]> after) {
        byte[] old = before.get(file);
        byte[] now = after.get(file);
        if (old == null || now == null) {
            return old == now
                    ? List.of()
                    : List.of(new Difference(
                            new Change(file, "", "", old == null ? Kind.ADDED : Kind.REMOVED),
                            "file",
                            file.substring(file.lastIndexOf('/') + 1),
                            List.of()));
        }
        Map<String, Element> was = Change.elements(file, old);
        Map<String, Element> is = Change.elements(file, now);
        List<Difference> differences = new ArrayList<>();
        for (Change change : Change.between(Map.of(file, old), Map.of(file, now))) {
            Element one = is.get(change.element());
            Element other = was.get(change.element());
            Element shown = one == null ? other : one;
            if (shown == null) {
                differences.add(new Difference(change, "picture", "only the picture", List.of()));
                continue;
            }
            List<Detail> details = one == null || other == null ? List.of() : details(other, one);
            if (change.kind() == Kind.CHANGED && details.isEmpty() && shown.field() != null) {
                continue; // a group whose fields changed, or where a field stands; they are told themselves
            }
            differences.add(
                    new Difference(change, what(shown), called(shown, one == null ? was : is, change), details));
        }
        if (!fieldOrder(was, is).equals(fieldOrder(is, was))) {
            differences.add(new Difference(
                    new Change(file, "", "", Kind.CHANGED),
                    "form",
                    "order of the fields",
                    List.of(new Detail(
                            "order", String.join(", ", fieldOrder(was, is)), String.join(", ", fieldOrder(is, was))))));
        }
        return differences;
    }

    /** The fields that stand in both, in the order of the first. */
    private static List<String> fieldOrder(Map<String, Element> of, Map<String, Element> other) {
        return of.entrySet().stream()
                .filter(field -> field.getValue().field() != null && other.containsKey(field.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String what(Element element) {
        if (element.field() != null) {
            return "field";
        }
        return element.xml() == null ? "file" : kind(element.xml());
    }

    private static String called(Element element, Map<String, Element> around, Change change) {
        Xml xml = element.xml();
        if (!element.name().isEmpty()) {
            return xml != null && xml.is("sequenceFlow")
                    ? element.name() + " (" + way(xml, around) + ")"
                    : element.name();
        }
        return xml != null && xml.is("sequenceFlow") ? way(xml, around) : change.element();
    }

    private static String way(Xml flow, Map<String, Element> around) {
        return name(flow.get("sourceRef"), around) + " → " + name(flow.get("targetRef"), around);
    }

    private static String name(String id, Map<String, Element> around) {
        Element there = around.get(id);
        return there == null || there.name().isEmpty() ? id : there.name();
    }

    private static List<Detail> details(Element before, Element after) {
        Map<String, String> was = properties(before);
        Map<String, String> is = properties(after);
        Set<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        List<Detail> details = new ArrayList<>();
        for (String name : names) {
            String old = was.getOrDefault(name, "");
            String now = is.getOrDefault(name, "");
            if (!old.equals(now)) {
                details.add(new Detail(name, old, now));
            }
        }
        return details;
    }

    /** What an element says: property in a word → value. */
    static Map<String, String> properties(Element element) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (element.field() != null) {
            fields("", element.field(), properties);
        } else if (element.xml() != null) {
            element.xml().attributes().forEach((name, value) -> put(properties, name, value));
            element.xml().children().forEach(child -> collect(child, "", properties));
        }
        return properties;
    }

    private static void collect(Xml xml, String around, Map<String, String> properties) {
        if (Change.DRAWN.contains(xml.kind()) || Change.isElement(xml)) {
            return;
        }
        if (xml.is("extensionElements") || xml.kind().endsWith("EventDefinition") && around.isEmpty()) {
            attributes(xml, around, properties);
            xml.children().forEach(child -> collect(child, around, properties));
            return;
        }
        if (xml.is("in", "out")) {
            String name = (xml.is("in") ? "hands over " : "takes back ")
                    + (xml.get("target").isEmpty()
                            ? xml.get("businessKey").isEmpty() ? "all" : "business key"
                            : xml.get("target"));
            put(
                    properties,
                    name,
                    first(
                            xml.get("source"),
                            xml.get("sourceExpression"),
                            xml.get("businessKey"),
                            xml.get("variables")));
            return;
        }
        if (xml.is("inputParameter", "outputParameter")) {
            put(properties, (xml.is("inputParameter") ? "input " : "output ") + xml.name(), xml.text());
            return;
        }
        if (xml.is("taskListener", "executionListener")) {
            String does = first(xml.get("delegateExpression"), xml.get("expression"));
            boolean timeout = xml.get("event").equals("timeout");
            String name = timeout && does.contains("remind")
                    ? "reminder"
                    : timeout && does.contains("escalate") ? "escalation" : "on " + xml.get("event");
            put(properties, name, timeout && !name.startsWith("on ") ? xml.text() : does + " " + xml.text());
            return;
        }
        String name = around + word(xml.kind());
        attributes(xml, name + " ", properties);
        if (xml.children().isEmpty()) {
            put(properties, name, xml.text());
        } else {
            xml.children().forEach(child -> collect(child, name + " ", properties));
        }
    }

    private static void attributes(Xml xml, String around, Map<String, String> properties) {
        xml.attributes().forEach((name, value) -> {
            if (!NOT_TOLD.contains(name) && !name.startsWith("xmlns")) {
                put(properties, around + word(name), value);
            }
        });
    }

    private static void fields(String path, JsonNode node, Map<String, String> properties) {
        for (Map.Entry<String, JsonNode> one : node.properties()) {
            String name = path.isEmpty() ? one.getKey() : path + "." + one.getKey();
            if (NOT_TOLD.contains(one.getKey())) {
                continue;
            }
            if (one.getKey().equals("values") && one.getValue().isArray()) {
                List<String> choices = new ArrayList<>();
                one.getValue()
                        .forEach(choice -> choices.add(first(
                                choice.path("label").asText(),
                                choice.path("value").asText())));
                put(properties, name, String.join(", ", choices));
            } else if (one.getValue().isObject()) {
                fields(name, one.getValue(), properties);
            } else {
                put(
                        properties,
                        name,
                        one.getValue().isValueNode()
                                ? one.getValue().asText()
                                : one.getValue().toString());
            }
        }
    }

    private static void put(Map<String, String> properties, String name, String value) {
        if (!NOT_TOLD.contains(name) && !name.startsWith("xmlns") && !value.isBlank()) {
            properties.merge(word(name), value.strip(), (one, other) -> one + "; " + other);
        }
    }

    private static String word(String name) {
        return WORDS.getOrDefault(name, name.startsWith("camunda:") ? name.substring(8) : name);
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** Elements whose order among each other changed: those outside the longest run that kept it. */
    static Set<String> moved(List<String> before, List<String> after) {
        List<String> common = after.stream().filter(before::contains).toList();
        int[] length = new int[common.size()];
        int[] previous = new int[common.size()];
        int best = -1;
        for (int i = 0; i < common.size(); i++) {
            length[i] = 1;
            previous[i] = -1;
            for (int j = 0; j < i; j++) {
                if (before.indexOf(common.get(j)) < before.indexOf(common.get(i)) && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    previous[i] = j;
                }
            }
            if (best < 0 || length[i] > length[best]) {
                best = i;
            }
        }
        Set<String> moved = new TreeSet<>(common);
        for (int i = best; i >= 0; i = previous[i]) {
            moved.remove(common.get(i));
        }
        return Collections.unmodifiableSet(moved);
    }
}
