package io.tradewind.engine.examination;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An element of a model, read by local names. */
public record Xml(Element element) {

    private static final String CAMUNDA_BPMN = "http://camunda.org/schema/1.0/bpmn";
    private static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";

    public String kind() {
        return element.getLocalName();
    }

    public String id() {
        return get("id");
    }

    public String name() {
        return get("name").strip();
    }

    /** A plain attribute; empty if it is not there. */
    public String get(String attribute) {
        return element.getAttribute(attribute);
    }

    /** An attribute of the engine's namespace; empty if it is not there. */
    public String camunda(String attribute) {
        String value = element.getAttributeNS(CAMUNDA_BPMN, attribute);
        return value.isEmpty() ? element.getAttributeNS(CAMUNDA_DMN, attribute) : value;
    }

    public boolean hasCamunda(String attribute) {
        return element.hasAttributeNS(CAMUNDA_BPMN, attribute) || element.hasAttributeNS(CAMUNDA_DMN, attribute);
    }

    public String text() {
        return element.getTextContent().strip();
    }

    public boolean is(String... localNames) {
        return named(element, localNames);
    }

    /** Children with one of these local names, or all of them. */
    public List<Xml> children(String... localNames) {
        List<Xml> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && (localNames.length == 0 || named(child, localNames))) {
                found.add(new Xml(child));
            }
        }
        return found;
    }

    /** Everything below with one of these local names, or everything. */
    public List<Xml> descendants(String... localNames) {
        List<Xml> found = new ArrayList<>();
        collect(element, localNames, found);
        return found;
    }

    private static void collect(Element around, String[] localNames, List<Xml> found) {
        for (Node node = around.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                if (localNames.length == 0 || named(child, localNames)) {
                    found.add(new Xml(child));
                }
                collect(child, localNames, found);
            }
        }
    }

    private static boolean named(Element element, String[] localNames) {
        for (String name : localNames) {
            if (name.equals(element.getLocalName())) {
                return true;
            }
        }
        return false;
    }

    /** As people find it in the Modeler. */
    public String told() {
        return name().isEmpty() ? id() : id() + " '" + name() + "'";
    }

    /** This element, or the next one around it that has an id. */
    public Xml named() {
        Xml shown = this;
        while (shown.id().isEmpty() && shown.element.getParentNode() instanceof Element around) {
            shown = new Xml(around);
        }
        return shown;
    }

    /** The attributes of the element itself, of whatever namespace: local name → value. */
    public Map<String, String> attributes() {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            values.put(attribute.getNodeName(), attribute.getNodeValue());
        }
        return values;
    }

    /** The attributes with the namespace they stand in: {@code name} or {@code namespace:name} → value. */
    public Map<String, String> qualified() {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            String namespace = attribute.getNamespaceURI();
            values.put(
                    namespace == null ? attribute.getNodeName() : namespace + ":" + attribute.getLocalName(),
                    attribute.getNodeValue());
        }
        return values;
    }
}
