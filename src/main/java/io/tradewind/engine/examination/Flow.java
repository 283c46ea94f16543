package io.tradewind.engine.examination;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * The ways through a process, those in its sub-processes included. A sub-process has two places: where one comes in, under
 * its id, and where one goes out.
 *
 * @param nodes steps, events and gateways by id, in the order of the file
 * @param ways where one gets from where, by sequence flow or from a sub-process's inside to its outside
 */
record Flow(Xml process, Map<String, Xml> nodes, List<Way> ways) {

    private static final Set<String> CONTAINERS = Set.of("subProcess", "adHocSubProcess", "transaction");

    /** @param flow the sequence flow; the sub-process or event for a way that is not drawn */
    record Way(String from, String to, Xml flow) {}

    static Flow of(Xml process) {
        Map<String, Xml> nodes = new LinkedHashMap<>();
        process.descendants().stream()
                .filter(element -> !element.id().isEmpty() && isNode(element))
                .forEach(element -> nodes.put(element.id(), element));
        List<Way> ways = new ArrayList<>();
        for (Xml flow : process.descendants("sequenceFlow")) {
            Xml source = nodes.get(flow.get("sourceRef"));
            if (source != null && nodes.containsKey(flow.get("targetRef"))) {
                ways.add(new Way(out(source), flow.get("targetRef"), flow));
            }
        }
        for (Xml node : List.copyOf(nodes.values())) {
            if (isContainer(node)) {
                addInside(node, nodes, ways);
            }
            node.children("linkEventDefinition").stream()
                    .filter(link -> node.is("intermediateThrowEvent"))
                    .forEach(link -> nodes.values().stream()
                            .filter(other -> other.is("intermediateCatchEvent"))
                            .filter(other -> other.children("linkEventDefinition").stream()
                                    .anyMatch(there -> there.name().equals(link.name())))
                            .forEach(other -> ways.add(new Way(node.id(), other.id(), node))));
        }
        return new Flow(process, nodes, ways);
    }

    private static void addInside(Xml container, Map<String, Xml> nodes, List<Way> ways) {
        for (Xml inner : container.children()) {
            if (!nodes.containsKey(inner.id())) {
                continue;
            }
            if (inner.is("startEvent") && !isEventSubProcess(container)) {
                ways.add(new Way(container.id(), inner.id(), container));
            }
            boolean last = container.children("sequenceFlow").stream()
                    .noneMatch(flow -> flow.get("sourceRef").equals(inner.id()));
            if (last && !isEventSubProcess(container) && !isEventSubProcess(inner) && !isCompensation(inner)) {
                ways.add(new Way(out(inner), container.id() + "/out", container));
            }
        }
    }

    static boolean isContainer(Xml node) {
        return CONTAINERS.contains(node.kind());
    }

    static boolean isEventSubProcess(Xml node) {
        return node.get("triggeredByEvent").equals("true");
    }

    private static boolean isCompensation(Xml node) {
        return node.get("isForCompensation").equals("true");
    }

    /** Where one leaves this node. */
    static String out(Xml node) {
        return isContainer(node) ? node.id() + "/out" : node.id();
    }

    /** The process or sub-process a node stands in. */
    static Xml scope(Xml node) {
        return new Xml((Element) node.element().getParentNode());
    }

    private static boolean isNode(Xml element) {
        boolean kind = element.kind().endsWith("Task")
                || element.kind().endsWith("Event")
                || element.kind().endsWith("Gateway")
                || element.is("task", "callActivity")
                || isContainer(element);
        return kind && !element.id().isEmpty();
    }

    /** Whether one stays here until a person, time or a message comes. */
    static boolean isWait(Xml node, Models models) {
        if (node.is("userTask", "receiveTask", "eventBasedGateway")) {
            return true;
        }
        if (node.is("intermediateCatchEvent")) {
            return node.children("linkEventDefinition").isEmpty();
        }
        if (node.is("callActivity")) {
            return models.process(node.get("calledElement"))
                    .map(called -> called.element().descendants().stream()
                            .anyMatch(inner -> inner.is("userTask", "receiveTask", "eventBasedGateway", "callActivity")
                                    || inner.is("intermediateCatchEvent")))
                    .orElse(true);
        }
        return node.camunda("type").equals("external");
    }
}
