package io.tradewind.model;

import io.tradewind.engine.examination.DelegateRule;
import io.tradewind.engine.examination.ExpressionRule;
import io.tradewind.engine.examination.Finding;
import io.tradewind.engine.examination.MessageRule;
import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.ReferenceRule;
import io.tradewind.engine.examination.Rule;
import io.tradewind.engine.examination.UserTaskOwnerRule;
import io.tradewind.engine.examination.VariableRule;
import io.tradewind.engine.examination.Xml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * What would strand instances of a released version: those that run on its models to the end, with the Java and the other
 * modules of today, and those that are moved to today's models.
 */
final class Stranded {

    /** What an old model needs of today to run on; rules of style may have become stricter since. */
    private static final List<Rule> NEEDED = List.of(
            new DelegateRule(),
            new ExpressionRule(),
            new ReferenceRule(),
            new MessageRule(),
            new UserTaskOwnerRule(),
            new VariableRule());

    private static final String[] WAITS = {
        "userTask",
        "receiveTask",
        "intermediateCatchEvent",
        "boundaryEvent",
        "callActivity",
        "subProcess",
        "eventBasedGateway"
    };

    private static final Set<String> FLOW = Set.of("sequenceFlow", "association", "dataObject", "dataObjectReference");

    private final Models released;
    private final Models today;
    private final Map<String, String> renamed;

    /** @param renamed {@code <process>.<old id>} → new id */
    Stranded(Models released, Models today, Map<String, String> renamed) {
        this.released = released;
        this.today = today;
        this.renamed = renamed;
    }

    List<String> findings() {
        return Stream.concat(places().stream(), needs().stream()).toList();
    }

    /** Where instances stand in the old models and could not be moved from. */
    List<String> places() {
        List<String> findings = new ArrayList<>();
        Map<String, Xml> now = processes(today);
        processes(released).forEach((id, process) -> {
            Xml same = now.get(id);
            if (same == null) {
                findings.add(id + ": is no process any more; keep it, so that those that run can be moved and called");
                return;
            }
            Map<String, Xml> steps = steps(same);
            steps(process).values().stream()
                    .filter(Stranded::canStandAt)
                    .forEach(step -> findings.addAll(place(id, step, steps)));
        });
        return findings;
    }

    private List<String> place(String process, Xml step, Map<String, Xml> steps) {
        String id = goesTo(process, step.id());
        Xml now = steps.get(id);
        String told = process + ": " + step.told();
        if (now == null) {
            return List.of(told
                    + (id.equals(step.id())
                            ? " is no step any more; keep it, or say what it is now in renamed-steps.properties"
                            : " goes to " + id + ", which is no step"));
        }
        List<String> findings = new ArrayList<>();
        if (!kind(step).equals(kind(now))) {
            findings.add(told + " was " + kind(step) + " and is " + kind(now)
                    + "; give the new one an id of its own, and keep or rename the old one");
        }
        for (String side : List.of("asyncBefore", "asyncAfter")) {
            if (step.camunda(side).equals("true") && !now.camunda(side).equals("true")) {
                findings.add(told + " was " + side + ", and jobs wait there; keep it so");
            }
        }
        String around = holder(step);
        if (around != null && !within(now, goesTo(process, around))) {
            findings.add(told + " was in or at " + around + " and is not any more; keep it there");
        }
        return findings;
    }

    private String goesTo(String process, String id) {
        return renamed.getOrDefault(process + "." + id, id);
    }

    /** What they name and ask that is not there any more, each old module beside today's others. */
    List<String> needs() {
        Set<String> modules =
                released.processes().stream().map(Model::module).collect(Collectors.toCollection(TreeSet::new));
        List<String> findings = new ArrayList<>();
        for (String module : modules) {
            Models beside = new Models(
                    today.root(),
                    beside(released.processes(), today.processes(), Model::module, module),
                    beside(released.decisions(), today.decisions(), Model::module, module),
                    beside(released.forms(), today.forms(), io.tradewind.engine.examination.Form::module, module),
                    today.pages(),
                    today.beans(),
                    today.sources());
            NEEDED.stream()
                    .flatMap(rule -> rule.findings(beside.examined()).stream())
                    .filter(Finding::isError)
                    .filter(finding -> finding.file().startsWith("bpmn/" + module + "/"))
                    .map(Finding::line)
                    .distinct()
                    .forEach(findings::add);
        }
        return findings;
    }

    private static <T> List<T> beside(
            Collection<T> old, Collection<T> now, Function<T, String> moduleOf, String module) {
        return Stream.concat(
                        old.stream().filter(one -> moduleOf.apply(one).equals(module)),
                        now.stream().filter(one -> !moduleOf.apply(one).equals(module)))
                .toList();
    }

    private static boolean canStandAt(Xml step) {
        return step.is(WAITS)
                || step.is("startEvent") && holder(step) != null
                || step.camunda("asyncBefore").equals("true")
                || step.camunda("asyncAfter").equals("true");
    }

    private static Map<String, Xml> processes(Models models) {
        Map<String, Xml> processes = new TreeMap<>();
        models.processes()
                .forEach(model -> model.root().children("process").forEach(one -> processes.put(one.id(), one)));
        return processes;
    }

    private static Map<String, Xml> steps(Xml process) {
        Map<String, Xml> steps = new TreeMap<>();
        process.descendants().stream()
                .filter(one -> !one.id().isEmpty() && !FLOW.contains(one.kind()))
                .filter(one -> isFlowNode(one))
                .forEach(one -> steps.put(one.id(), one));
        return steps;
    }

    private static boolean isFlowNode(Xml one) {
        String kind = one.kind();
        return kind.endsWith("Task")
                || kind.equals("task")
                || kind.endsWith("Event")
                || kind.endsWith("Gateway")
                || kind.equals("callActivity")
                || kind.equals("subProcess");
    }

    /** What the engine tells apart: a step, what an event waits for, once or for each. */
    private static String kind(Xml step) {
        String event = step.children().stream()
                .map(Xml::kind)
                .filter(kind -> kind.endsWith("EventDefinition"))
                .findFirst()
                .map(kind -> kind.replace("EventDefinition", " "))
                .orElse("");
        String each = step.children("multiInstanceLoopCharacteristics").isEmpty() ? "" : "for each: ";
        String beside = step.get("cancelActivity").equals("false")
                        || step.get("isInterrupting").equals("false")
                ? "non-interrupting "
                : "";
        String byEvent = step.get("triggeredByEvent").equals("true") ? "event " : "";
        return each + beside + event + byEvent + step.kind();
    }

    /** The step it is attached to, or the sub-process it is in. */
    private static @Nullable String holder(Xml step) {
        if (!step.get("attachedToRef").isEmpty()) {
            return step.get("attachedToRef");
        }
        return step.element().getParentNode() instanceof Element around && new Xml(around).is("subProcess")
                ? new Xml(around).id()
                : null;
    }

    private static boolean within(Xml step, String holder) {
        if (!step.get("attachedToRef").isEmpty()) {
            return step.get("attachedToRef").equals(holder);
        }
        Element around = step.element();
        while (around.getParentNode() instanceof Element parent) {
            if (new Xml(parent).id().equals(holder)) {
                return true;
            }
            around = parent;
        }
        return false;
    }
}
