package io.tradewind.engine.examination;

import io.tradewind.engine.examination.JavaSide.Touched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a step, a gateway, a form or a decision reads was written on a way to it: given to the process, entered in a form,
 * written by a delegate, taken back from a called process. Written by nobody is an error, written on some ways only a
 * warning.
 */
public final class VariableRule implements Rule {

    /** Stands for whatever an outside worker or a mapping of all variables writes. */
    private static final String ANYTHING = "*";

    /** What is not there is handed on as nothing. */
    private static final String HANDED = "what it hands to ";

    /** What nobody calls yet may be called with anything. */
    private static final Set<String> OFFERED = Set.of(ANYTHING);

    private static final Set<String> ALWAYS = Set.of(
            "execution",
            "task",
            "loopCounter",
            "nrOfInstances",
            "nrOfActiveInstances",
            "nrOfCompletedInstances",
            "decisionResult");

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        Map<String, Set<String>> writtenBy = new HashMap<>();
        List<ProcessVariables> variables = models.runnable().stream()
                .map(process -> new ProcessVariables(models, process))
                .toList();
        variables.forEach(of -> writtenBy.put(of.process.id(), of.everything()));
        for (ProcessVariables of : variables) {
            of.check(findings);
            checkTakenBack(findings, of.process, writtenBy);
        }
        return findings.list();
    }

    private static void checkTakenBack(Findings findings, Models.Process process, Map<String, Set<String>> writtenBy) {
        for (Xml call : process.element().descendants("callActivity")) {
            Set<String> written = writtenBy.get(call.get("calledElement"));
            if (written == null || written.contains(ANYTHING)) {
                continue;
            }
            call.descendants("out").stream()
                    .map(out -> out.get("source"))
                    .filter(source -> !source.isEmpty() && !written.contains(source))
                    .forEach(source -> findings.error(
                            process.model(),
                            call,
                            "takes '" + source + "' back from the process " + call.get("calledElement")
                                    + ", where nobody writes it"));
        }
    }

    /** What is known when a place is reached: on some way, and on every way. */
    private record Known(Set<String> some, Set<String> every) {

        Known with(Set<String> sometimes, Set<String> always) {
            Set<String> more = new TreeSet<>(some);
            more.addAll(sometimes);
            more.addAll(always);
            Set<String> sure = new TreeSet<>(every);
            sure.addAll(always);
            return new Known(more, sure);
        }

        Known or(Known other) {
            Set<String> more = new TreeSet<>(some);
            more.addAll(other.some);
            Set<String> sure = new TreeSet<>(every);
            sure.retainAll(other.every);
            return new Known(more, sure);
        }

        Known and(Known other) {
            return with(other.some, other.every);
        }
    }

    private static final class ProcessVariables {

        private final Models models;
        private final Models.Process process;
        private final Flow flow;
        private final Set<String> anyTime;
        private final Known given;
        private final Map<String, Known> before = new LinkedHashMap<>();

        ProcessVariables(Models models, Models.Process process) {
            this.models = models;
            this.process = process;
            this.flow = Flow.of(process.element());
            this.anyTime = models.java().passedBy(process.model().module());
            this.given = given();
        }

        /** Every variable that is given to the process or written in it. */
        Set<String> everything() {
            Set<String> all = new TreeSet<>(given.some());
            all.addAll(anyTime);
            all.addAll(writtenWithin(process.element()));
            return all;
        }

        private Known given() {
            List<Set<String>> starts = new ArrayList<>();
            for (Model model : models.processes()) {
                for (Xml call : model.all("callActivity")) {
                    if (call.get("calledElement").equals(process.id())) {
                        starts.add(call.descendants("in").stream()
                                .map(in -> in.get("variables").equals("all") ? ANYTHING : in.get("target"))
                                .collect(Collectors.toSet()));
                    }
                }
            }
            Set<String> byJava = models.java().face(process.id()).passes();
            if (starts.isEmpty()) {
                boolean started = models.java().words().contains(process.id());
                Set<String> all = !byJava.isEmpty() ? byJava : started ? anyTime : startsAlone() ? Set.of() : OFFERED;
                return new Known(all, all);
            }
            Known sum = null;
            for (Set<String> start : starts) {
                Known one = new Known(start, start);
                sum = sum == null ? one : sum.or(one);
            }
            return sum.with(byJava, Set.of());
        }

        /** By somebody with a form, in time, or by a message. */
        private boolean startsAlone() {
            return process.element().children("startEvent").stream()
                    .anyMatch(start -> start.hasCamunda("formRef")
                            || start.children().stream()
                                    .anyMatch(child -> child.kind().endsWith("EventDefinition")));
        }

        void check(Findings findings) {
            spread();
            for (Xml node : flow.nodes().values()) {
                Known known = before.get(node.id());
                if (known == null) {
                    continue;
                }
                Known inside = inside(node, known);
                required(node).forEach((variable, by) -> check(findings, node, variable, by, inside));
                Known after = after(node, known).with(inside.some(), locals(node));
                afterwards(node).forEach((variable, by) -> check(findings, node, variable, by, after));
                for (Flow.Way way : flow.ways()) {
                    if (way.from().equals(Flow.out(node)) && way.flow().is("sequenceFlow")) {
                        Known there =
                                Flow.isContainer(node) ? before.getOrDefault(way.from(), known) : after(node, known);
                        way.flow().children("conditionExpression").forEach(condition -> inExpression(condition.text())
                                .forEach(variable -> check(
                                        findings,
                                        node.is("exclusiveGateway") ? node : way.flow(),
                                        variable,
                                        condition.text(),
                                        there)));
                    }
                }
            }
        }

        private void check(Findings findings, Xml place, String variable, String by, Known known) {
            if (known.every().contains(variable)
                    || known.every().contains(ANYTHING)
                    || anyTime.contains(variable)
                    || ALWAYS.contains(variable)
                    || models.java().beans().containsKey(variable)) {
                return;
            }
            if (known.some().contains(variable) || known.some().contains(ANYTHING)) {
                if (!asksWhetherThere(by, variable) && !by.startsWith(HANDED)) {
                    findings.warn(
                            process.model(),
                            place,
                            "reads '" + variable + "' in " + by + ", which is written on some ways to it only; write it"
                                    + " on the others too");
                }
            } else {
                findings.error(
                        process.model(),
                        place,
                        "reads '" + variable + "' in " + by + ", which nobody writes before; correct the name, or write"
                                + " it in a form or a step before" + alike(variable, known));
            }
        }

        /** A form or table that asks for null has thought of it. */
        private static boolean asksWhetherThere(String by, String variable) {
            return by.matches("(?s).*\\b" + variable + "\\s*!?=\\s*null\\b.*");
        }

        private static String alike(String variable, Known known) {
            return known.some().stream()
                    .filter(name -> name.equalsIgnoreCase(variable))
                    .findFirst()
                    .map(name -> " ('" + name + "'?)")
                    .orElse("");
        }

        // ---- what is known where

        private void spread() {
            boolean changed = true;
            while (changed) {
                changed = false;
                for (Xml node : flow.nodes().values()) {
                    changed |= reach(node.id(), arriving(node));
                    if (Flow.isContainer(node)) {
                        changed |= reach(node.id() + "/out", arrivingAt(node.id() + "/out", false));
                    }
                }
            }
        }

        private boolean reach(String place, @Nullable Known known) {
            return known != null && !known.equals(before.put(place, known));
        }

        private @Nullable Known arriving(Xml node) {
            Xml scope = Flow.scope(node);
            if (node.is("startEvent") && Flow.isEventSubProcess(scope)) {
                Xml around = Flow.scope(scope);
                Known entered = around.is("process") ? given : before.get(around.id());
                return entered == null ? null : entered.with(writtenWithin(around), Set.of());
            }
            if (node.is("startEvent") && scope.is("process")) {
                return given;
            }
            if (node.is("boundaryEvent")) {
                Known host = before.get(node.get("attachedToRef"));
                Xml attached = flow.nodes().get(node.get("attachedToRef"));
                return host == null || attached == null ? null : host.with(writtenWithin(attached), Set.of());
            }
            if (Flow.isContainer(node) && Flow.isEventSubProcess(node)) {
                return null;
            }
            return arrivingAt(node.id(), node.is("parallelGateway"));
        }

        private @Nullable Known arrivingAt(String place, boolean allWays) {
            Known sum = null;
            for (Flow.Way way : flow.ways()) {
                if (!way.to().equals(place)) {
                    continue;
                }
                Known known = leaving(way);
                if (known != null) {
                    sum = sum == null ? known : allWays ? sum.and(known) : sum.or(known);
                }
            }
            return sum;
        }

        private @Nullable Known leaving(Flow.Way way) {
            if (way.from().endsWith("/out")) {
                Known known = before.get(way.from());
                Xml container =
                        flow.nodes().get(way.from().substring(0, way.from().length() - 4));
                return known == null || container == null ? known : known.with(Set.of(), outputs(container));
            }
            Xml from = flow.nodes().get(way.from());
            Known known = before.get(way.from());
            if (known == null || from == null) {
                return null;
            }
            if (Flow.isContainer(from)) {
                return inside(from, known);
            }
            Set<String> onTheWay = new TreeSet<>();
            if (way.flow().is("sequenceFlow")) {
                way.flow()
                        .descendants("executionListener")
                        .forEach(listener -> onTheWay.addAll(
                                touched(listener.get("delegateExpression")).writes()));
            }
            return after(from, known).with(Set.of(), onTheWay);
        }

        /** Where the step's own mappings and listeners have been before its work. */
        private Known inside(Xml node, Known known) {
            return known.with(Set.of(), locals(node))
                    .with(Set.of(), byListeners(node, "start", "create", "assignment"));
        }

        private Known after(Xml node, Known known) {
            Written own = written(node);
            return known.with(own.sometimes(), own.always());
        }

        private record Written(Set<String> sometimes, Set<String> always) {}

        /** Names that exist within the step only. */
        private Set<String> locals(Xml node) {
            Set<String> names =
                    own(node, "inputParameter").stream().map(Xml::name).collect(Collectors.toCollection(TreeSet::new));
            node.children("multiInstanceLoopCharacteristics").stream()
                    .map(loop -> loop.camunda("elementVariable"))
                    .filter(name -> !name.isEmpty())
                    .forEach(names::add);
            return names;
        }

        private Set<String> outputs(Xml node) {
            return own(node, "outputParameter").stream().map(Xml::name).collect(Collectors.toSet());
        }

        /** Extension elements of the step itself, not of what stands in it. */
        private static List<Xml> own(Xml node, String... kinds) {
            return node.children("extensionElements").stream()
                    .flatMap(extension -> extension.descendants(kinds).stream())
                    .toList();
        }

        private Set<String> byListeners(Xml node, String... events) {
            Set<String> names = new TreeSet<>();
            own(node, "executionListener", "taskListener").stream()
                    .filter(listener -> Set.of(events).contains(listener.get("event")))
                    .forEach(listener -> names.addAll(
                            touched(listener.get("delegateExpression")).writes()));
            return names;
        }

        private Touched touched(String expression) {
            return models.java().touchedBy(DelegateRule.bean(expression));
        }

        private Written written(Xml node) {
            Set<String> always = new TreeSet<>(outputs(node));
            Set<String> sometimes = new TreeSet<>();
            own(node, "executionListener", "taskListener").forEach(listener -> {
                Set<String> writes = touched(listener.get("delegateExpression")).writes();
                (listener.get("event").equals("timeout") ? sometimes : always).addAll(writes);
            });
            String delegate = DelegateRule.expression(node);
            if (!delegate.isEmpty()) {
                always.addAll(touched(delegate).writes());
            }
            if (node.camunda("type").equals("external")) {
                always.add(ANYTHING);
            }
            if (!node.camunda("resultVariable").isEmpty()) {
                always.add(node.camunda("resultVariable"));
            }
            own(node, "out")
                    .forEach(out -> always.add(out.get("variables").equals("all") ? ANYTHING : out.get("target")));
            node.children().stream()
                    .filter(child -> child.kind().endsWith("EventDefinition"))
                    .forEach(event -> {
                        for (String name :
                                List.of("errorCodeVariable", "errorMessageVariable", "escalationCodeVariable")) {
                            if (event.hasCamunda(name)) {
                                always.add(event.camunda(name));
                            }
                        }
                        touchedByEvent(event).ifPresent(touched -> always.addAll(touched.writes()));
                    });
            FormSide form = FormSide.of(node, models);
            always.addAll(form.writes());
            sometimes.addAll(form.mayWrite());
            return new Written(sometimes, always);
        }

        private java.util.Optional<Touched> touchedByEvent(Xml event) {
            String expression = event.camunda("delegateExpression");
            return expression.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(touched(expression));
        }

        private Set<String> writtenWithin(Xml scope) {
            Set<String> all = new TreeSet<>();
            List<Xml> nodes = new ArrayList<>(scope.descendants());
            nodes.add(scope);
            for (Xml node : nodes) {
                if (flow.nodes().containsKey(node.id()) || node.is("process")) {
                    Written written = written(node);
                    all.addAll(written.always());
                    all.addAll(written.sometimes());
                    all.addAll(locals(node));
                } else if (node.is("sequenceFlow")) {
                    node.descendants("executionListener")
                            .forEach(listener -> all.addAll(
                                    touched(listener.get("delegateExpression")).writes()));
                }
            }
            return all;
        }

        // ---- what is read where: variable → where it stands

        private Map<String, String> required(Xml node) {
            Map<String, String> reads = new LinkedHashMap<>();
            node.attributes().values().forEach(text -> inExpression(text).forEach(name -> reads.put(name, text)));
            for (Xml child : node.children()) {
                if (child.kind().endsWith("EventDefinition") || child.is("multiInstanceLoopCharacteristics")) {
                    readAll(child, reads);
                }
            }
            own(node, "inputParameter", "in").forEach(mapping -> readAll(mapping, reads));
            own(node, "in").stream()
                    .map(in -> in.get("source"))
                    .filter(source -> !source.isEmpty())
                    .forEach(source -> reads.put(source, HANDED + node.get("calledElement")));
            own(node, "taskListener").forEach(listener -> readAll(listener, reads));
            FormSide.of(node, models).reads().forEach(reads::put);
            models.decision(node.is("businessRuleTask") ? node.camunda("decisionRef") : "")
                    .ifPresent(table -> DecisionSide.reads(table, node.camunda("decisionRef"))
                            .forEach(reads::put));
            String delegate = DelegateRule.expression(node);
            if (!delegate.isEmpty()) {
                Set<String> itsOwn = touched(delegate).writes();
                touched(delegate).reads().stream()
                        .filter(name -> !itsOwn.contains(name))
                        .forEach(name -> reads.putIfAbsent(name, delegate));
            }
            return reads;
        }

        private Map<String, String> afterwards(Xml node) {
            Map<String, String> reads = new LinkedHashMap<>();
            own(node, "outputParameter").forEach(output -> readAll(output, reads));
            return reads;
        }

        private void readAll(Xml element, Map<String, String> reads) {
            List<Xml> all = new ArrayList<>(element.descendants());
            all.add(element);
            for (Xml one : all) {
                one.attributes().values().forEach(text -> inExpression(text).forEach(name -> reads.put(name, text)));
                if (one.children().isEmpty() && !one.is("completionCondition", "documentation")) {
                    inExpression(one.text()).forEach(name -> reads.put(name, one.text()));
                }
            }
        }

        private static Set<String> inExpression(String text) {
            Set<String> names = new HashSet<>();
            Expressions.parts(text).forEach(part -> Expressions.names(part).stream()
                    .filter(name -> !name.isCalled())
                    .forEach(name -> names.add(name.root())));
            return names;
        }
    }
}
