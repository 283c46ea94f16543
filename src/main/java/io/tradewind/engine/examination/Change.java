package io.tradewind.engine.examination;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One element that a deployment adds, changes or removes.
 *
 * @param element the id of a step, flow, table row or form field; empty for a whole file
 * @param name what people call it; may be empty
 */
public record Change(String file, String element, String name, Kind kind) {

    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /** One thing in a file: what it says, and where that stands. */
    record Element(String name, String content, @Nullable Xml xml, @Nullable JsonNode field) {}

    static final Set<String> DRAWN = Set.of("BPMNDiagram", "DMNDI", "incoming", "outgoing", "extension", "laneSet");

    /**
     * Compares element by element; where a shape is drawn does not count.
     *
     * @param before name in the deployment → content
     */
    public static List<Change> between(Map<String, byte[]> before, Map<String, byte[]> after) {
        List<Change> changes = new ArrayList<>();
        Set<String> files = new TreeSet<>(before.keySet());
        files.addAll(after.keySet());
        for (String file : files) {
            byte[] old = before.get(file);
            byte[] now = after.get(file);
            if (old == null) {
                changes.add(new Change(file, "", "", Kind.ADDED));
            } else if (now == null) {
                changes.add(new Change(file, "", "", Kind.REMOVED));
            } else if (!java.util.Arrays.equals(old, now)) {
                within(file, elements(file, old), elements(file, now), changes);
            }
        }
        return changes;
    }

    private static void within(
            String file, Map<String, Element> before, Map<String, Element> after, List<Change> changes) {
        int told = changes.size();
        after.forEach((id, element) -> {
            Element old = before.get(id);
            if (old == null) {
                changes.add(new Change(file, id, element.name(), Kind.ADDED));
            } else if (!old.content().equals(element.content())) {
                changes.add(new Change(file, id, element.name(), Kind.CHANGED));
            }
        });
        before.forEach((id, element) -> {
            if (!after.containsKey(id)) {
                changes.add(new Change(file, id, element.name(), Kind.REMOVED));
            }
        });
        if (changes.size() == told) {
            // the picture, or only how the file is written
            changes.add(new Change(file, "", "", Kind.CHANGED));
        }
    }

    /** Everything in a file that people see as one thing, by its id. */
    static Map<String, Element> elements(String file, byte[] content) {
        Reading read = Reading.of(Map.of(file, content));
        Map<String, Element> elements = new LinkedHashMap<>();
        read.processes().forEach(model -> collect(model.root(), elements));
        read.decisions().forEach(model -> collect(model.root(), elements));
        read.forms().forEach(form -> form.components().forEach(field -> {
            String key = field.path("key").asText(field.path("id").asText());
            elements.put(key, new Element(field.path("label").asText(), field.toString(), null, field));
        }));
        if (elements.isEmpty()) {
            elements.put("", new Element("", new String(content, StandardCharsets.UTF_8), null, null));
        }
        return elements;
    }

    private static void collect(Xml root, Map<String, Element> elements) {
        for (Xml child : root.children()) {
            if (!DRAWN.contains(child.kind())) {
                if (isElement(child)) {
                    elements.put(child.id(), new Element(name(child), content(child), child, null));
                }
                collect(child, elements);
            }
        }
    }

    /** What people see as one thing: a step, a flow, an event, a process, a table's row or column. */
    static boolean isElement(Xml xml) {
        boolean small = xml.kind().endsWith("EventDefinition")
                || xml.kind().endsWith("Entry")
                || xml.kind().endsWith("Expression")
                || xml.is("taskListener", "executionListener");
        return !xml.id().isEmpty() && !small;
    }

    private static String name(Xml xml) {
        return xml.name().isEmpty() ? xml.get("label") : xml.name();
    }

    /** The element without those inside it that are things of their own. */
    private static String content(Xml xml) {
        StringBuilder content = new StringBuilder(xml.kind()).append(new TreeMap<>(xml.attributes()));
        List<Xml> children = xml.children();
        if (children.isEmpty()) {
            content.append(xml.text());
        }
        for (Xml child : children) {
            if (!DRAWN.contains(child.kind()) && !isElement(child)) {
                content.append('<').append(content(child)).append('>');
            }
        }
        return content.toString();
    }
}
