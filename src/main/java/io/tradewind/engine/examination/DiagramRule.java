package io.tradewind.engine.examination;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every element is drawn, nothing covers anything else, and flows go at right angles and around what they pass. */
public final class DiagramRule implements Rule {

    private static final Set<String> CONTAINERS = Set.of("subProcess", "adHocSubProcess", "transaction");

    private record Box(double x, double y, double width, double height) {
        static Box of(Xml bounds) {
            return new Box(
                    Double.parseDouble(bounds.get("x")),
                    Double.parseDouble(bounds.get("y")),
                    Double.parseDouble(bounds.get("width")),
                    Double.parseDouble(bounds.get("height")));
        }

        boolean overlaps(Box other, double slack) {
            return x + slack < other.x + other.width
                    && other.x + slack < x + width
                    && y + slack < other.y + other.height
                    && other.y + slack < y + height;
        }
    }

    private record Point(double x, double y) {}

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            try {
                check(findings, model);
            } catch (NumberFormatException e) {
                findings.warn(model.file(), "has a picture that cannot be read: " + e.getMessage());
            }
        }
        return findings.list();
    }

    private static void check(Findings findings, Model model) {
        Map<String, Box> shapes = new HashMap<>();
        model.all("BPMNShape").forEach(shape -> shape.children("Bounds")
                .forEach(bounds -> shapes.put(shape.get("bpmnElement"), Box.of(bounds))));
        Map<String, List<Point>> edges = new HashMap<>();
        model.all("BPMNEdge")
                .forEach(edge -> edges.put(
                        edge.get("bpmnElement"),
                        edge.children("waypoint").stream()
                                .map(point -> new Point(
                                        Double.parseDouble(point.get("x")), Double.parseDouble(point.get("y"))))
                                .toList()));
        Map<String, Xml> nodes = new LinkedHashMap<>();
        model.all("process").stream()
                .flatMap(process -> process.descendants().stream())
                .filter(DiagramRule::isNode)
                .forEach(node -> nodes.put(node.id(), node));

        nodes.values().stream()
                .filter(node -> !shapes.containsKey(node.id()))
                .forEach(node -> findings.warn(model, node, "is not drawn"));
        checkOverlaps(findings, model, nodes, shapes);
        for (Xml flow : model.all("sequenceFlow")) {
            List<Point> points = edges.get(flow.id());
            if (points == null || points.size() < 2) {
                findings.warn(model, flow, "is not drawn");
            } else {
                checkFlow(findings, model, flow, points, nodes, shapes);
            }
        }
    }

    private static boolean isNode(Xml element) {
        boolean drawn = element.kind().endsWith("Task")
                || element.kind().endsWith("Event")
                || element.kind().endsWith("Gateway")
                || element.is("task", "callActivity")
                || CONTAINERS.contains(element.kind());
        return drawn && !element.id().isEmpty();
    }

    private static void checkOverlaps(Findings findings, Model model, Map<String, Xml> nodes, Map<String, Box> shapes) {
        List<Xml> drawn = nodes.values().stream()
                .filter(node -> shapes.containsKey(node.id()))
                .toList();
        for (int i = 0; i < drawn.size(); i++) {
            for (Xml other : drawn.subList(i + 1, drawn.size())) {
                Xml one = drawn.get(i);
                boolean belong = one.get("attachedToRef").equals(other.id())
                        || other.get("attachedToRef").equals(one.id())
                        || contains(one, other)
                        || contains(other, one)
                        || one.is("boundaryEvent") && CONTAINERS.contains(other.kind())
                        || other.is("boundaryEvent") && CONTAINERS.contains(one.kind());
                if (!belong && shapes.get(one.id()).overlaps(shapes.get(other.id()), 1)) {
                    findings.warn(model, one, "covers " + other.told());
                }
            }
        }
    }

    private static boolean contains(Xml container, Xml inner) {
        return CONTAINERS.contains(container.kind())
                && container.descendants(inner.kind()).stream()
                        .anyMatch(element -> element.id().equals(inner.id()));
    }

    private static void checkFlow(
            Findings findings,
            Model model,
            Xml flow,
            List<Point> points,
            Map<String, Xml> nodes,
            Map<String, Box> shapes) {
        List<String> ends = List.of(flow.get("sourceRef"), flow.get("targetRef"));
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            if (Math.abs(from.x() - to.x()) > 1.5 && Math.abs(from.y() - to.y()) > 1.5) {
                findings.warn(model, flow, "has a slanting part");
                continue;
            }
            Box part = new Box(
                    Math.min(from.x(), to.x()),
                    Math.min(from.y(), to.y()),
                    Math.abs(from.x() - to.x()),
                    Math.abs(from.y() - to.y()));
            nodes.values().stream()
                    .filter(node -> shapes.containsKey(node.id()) && !CONTAINERS.contains(node.kind()))
                    .filter(node -> !ends.contains(node.id()) && !ends.contains(node.get("attachedToRef")))
                    .filter(node -> runsThrough(part, shapes.get(node.id())))
                    .forEach(node -> findings.warn(model, flow, "runs through " + node.told()));
        }
    }

    private static boolean runsThrough(Box part, Box shape) {
        return part.x() < shape.x() + shape.width() - 3
                && part.x() + part.width() > shape.x() + 3
                && part.y() < shape.y() + shape.height() - 3
                && part.y() + part.height() > shape.y() + 3;
    }
}
