package io.tradewind.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An element of a model, read by local names. */
record Xml(Element element) {

    private static final String CAMUNDA_BPMN = "http://camunda.org/schema/1.0/bpmn";
    private static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";

    String kind() {
        return element.getLocalName();
    }

    String id() {
        return get("id");
    }

    String name() {
        return get("name").strip();
    }

    /** A plain attribute; empty if it is not there. */
    String get(String attribute) {
        return element.getAttribute(attribute);
    }

    /** An attribute of the engine's namespace; empty if it is not there. */
    String camunda(String attribute) {
        String value = element.getAttributeNS(CAMUNDA_BPMN, attribute);
        return value.isEmpty() ? element.getAttributeNS(CAMUNDA_DMN, attribute) : value;
    }

    boolean hasCamunda(String attribute) {
        return element.hasAttributeNS(CAMUNDA_BPMN, attribute) || element.hasAttributeNS(CAMUNDA_DMN, attribute);
    }

    String text() {
        return element.getTextContent().strip();
    }

    boolean is(String... localNames) {
        return Set.of(localNames).contains(kind());
    }

    /** Children with one of these local names, or all of them. */
    List<Xml> children(String... localNames) {
        List<Xml> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && (localNames.length == 0 || Set.of(localNames).contains(child.getLocalName()))) {
                found.add(new Xml(child));
            }
        }
        return found;
    }

    /** Everything below with one of these local names, or everything. */
    List<Xml> descendants(String... localNames) {
        List<Xml> found = new ArrayList<>();
        for (Xml child : children()) {
            if (localNames.length == 0 || child.is(localNames)) {
                found.add(child);
            }
            found.addAll(child.descendants(localNames));
        }
        return found;
    }

    /** As people find it in the Modeler. */
    String told() {
        return name().isEmpty() ? id() : id() + " '" + name() + "'";
    }
}
