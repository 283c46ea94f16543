package io.tradewind.engine.examination;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way round passes something that waits; without it, the process would run round until the machine is full. */
public final class LoopRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Models.Process process : models.runnable()) {
            check(findings, models, process);
        }
        callsOfItself(findings, models);
        return findings.list();
    }

    /** A process that calls itself, or one that calls it, before anything waited begins without end. */
    private static void callsOfItself(Findings findings, Models models) {
        Map<String, Set<String>> calls = new LinkedHashMap<>();
        Map<String, Xml> step = new LinkedHashMap<>();
        Map<String, Model> in = new LinkedHashMap<>();
        for (Models.Process process : models.runnable()) {
            in.put(process.id(), process.model());
            for (Xml call : atOnce(process)) {
                String called = call.get("calledElement");
                calls.computeIfAbsent(process.id(), id -> new TreeSet<>()).add(called);
                step.putIfAbsent(process.id() + "/" + called, call);
            }
            for (Xml call : process.element().descendants("callActivity")) {
                if (call.get("calledElement").contains("{")) {
                    findings.error(
                            process.model(),
                            call,
                            "calls " + call.get("calledElement")
                                    + ", which is known only when it runs; name the process");
                }
            }
        }
        for (String id : calls.keySet()) {
            List<String> round = round(id, calls, Set.of());
            if (!round.isEmpty()) {
                String first = round.size() > 1 ? round.get(1) : id;
                String names = String.join(" → ", round) + " → " + id;
                findings.error(
                        Objects.requireNonNull(in.get(id)),
                        Objects.requireNonNull(step.get(id + "/" + first)),
                        "calls its own process again before anything waited: " + names
                                + "; it would begin without end. Put a task, a timer or a message before it");
            }
        }
    }

    /** The call activities that a process comes to by itself when it begins. */
    private static List<Xml> atOnce(Models.Process process) {
        Flow flow = Flow.of(process.element());
        Map<String, Set<String>> next = next(flow);
        Deque<String> open = new ArrayDeque<>();
        process.element().children("startEvent").forEach(start -> open.add(start.id()));
        Set<String> seen = new LinkedHashSet<>(open);
        List<Xml> calls = new ArrayList<>();
        while (!open.isEmpty()) {
            String here = open.poll();
            Xml node = flow.nodes().get(here);
            if (node != null && node.is("callActivity")) {
                calls.add(node);
            }
            boolean waits = node != null
                    && (node.is("userTask", "receiveTask", "eventBasedGateway")
                            || node.is("intermediateCatchEvent")
                                    && node.children("linkEventDefinition").isEmpty()
                            || node.camunda("type").equals("external"));
            if (!waits) {
                next.getOrDefault(here, Set.of()).stream().filter(seen::add).forEach(open::add);
            }
        }
        return calls;
    }

    private static Map<String, Set<String>> next(Flow flow) {
        Map<String, Set<String>> next = new LinkedHashMap<>();
        flow.ways().forEach(way -> next.computeIfAbsent(way.from(), from -> new TreeSet<>())
                .add(way.to()));
        flow.nodes().values().stream().filter(node -> node.is("boundaryEvent")).forEach(node -> next.computeIfAbsent(
                        node.get("attachedToRef"), from -> new TreeSet<>())
                .add(node.id()));
        return next;
    }

    private static void check(Findings findings, Models models, Models.Process process) {
        Flow flow = Flow.of(process.element());
        Map<String, Set<String>> next = next(flow);
        Set<String> waits = flow.nodes().values().stream()
                .filter(node -> Flow.isWait(node, models))
                .map(Xml::id)
                .collect(Collectors.toSet());
        Set<String> told = new HashSet<>();
        for (Xml node : flow.nodes().values()) {
            if (waits.contains(node.id()) || told.contains(node.id())) {
                continue;
            }
            List<String> round = round(node.id(), next, waits);
            if (!round.isEmpty()) {
                told.addAll(round);
                String names = Stream.concat(round.stream(), Stream.of(node.id()))
                        .filter(flow.nodes()::containsKey)
                        .map(id -> flow.nodes().get(id))
                        .map(Xml::told)
                        .collect(Collectors.joining(" → "));
                String what = "begins a way round on which nothing waits: " + names;
                boolean inPieces = round.stream()
                        .map(id -> flow.nodes().get(id))
                        .anyMatch(step -> step != null
                                && (step.camunda("asyncBefore").equals("true")
                                        || step.camunda("asyncAfter").equals("true")));
                if (inPieces) {
                    findings.warn(
                            process.model(), node, what + "; make sure that one of its steps always leads out of it");
                } else {
                    findings.error(
                            process.model(),
                            node,
                            what + "; the process would never stop. Put a task, a timer or a message on it");
                }
            }
        }
    }

    /** The shortest way from a node back to itself that passes nothing that waits; empty if there is none. */
    private static List<String> round(String start, Map<String, Set<String>> next, Set<String> waits) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            String here = open.poll();
            for (String there : next.getOrDefault(here, Set.of())) {
                if (there.equals(start)) {
                    Set<String> way = new LinkedHashSet<>();
                    for (String step = here; step != null; step = cameFrom.get(step)) {
                        way.add(step);
                    }
                    List<String> back = new java.util.ArrayList<>(way);
                    java.util.Collections.reverse(back);
                    return back;
                }
                if (!waits.contains(there) && !cameFrom.containsKey(there) && !there.equals(start)) {
                    cameFrom.put(there, here);
                    open.add(there);
                }
            }
        }
        return List.of();
    }
}
