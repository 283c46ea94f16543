package io.tradewind.engine.migration;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.migration.Migrations.How;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationInstructionBuilder;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which step goes where, as far as the engine can do it; whether it can is asked of the engine's own plan report. */
@Component
class MigrationPlans {

    private static final String EACH = "#multiInstanceBody";

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final RenamedSteps renamed;
    private final Acting acting;

    MigrationPlans(RuntimeService runtime, RepositoryService repository, RenamedSteps renamed, Acting acting) {
        this.runtime = runtime;
        this.repository = repository;
        this.renamed = renamed;
        this.acting = acting;
    }

    /**
     * @param pairs each step that goes somewhere → where
     * @param how why it goes there
     */
    record Plan(
            MigrationPlan plan,
            Map<String, String> pairs,
            Map<String, How> how,
            Map<String, FlowNode> from,
            Map<String, FlowNode> to) {

        /** Steps of the old version at which instances can stand and from which no way leads. */
        List<FlowNode> unmapped() {
            return from.values().stream()
                    .filter(MigrationPlans::canWait)
                    .filter(node -> !pairs.containsKey(node.getId()))
                    .toList();
        }

        /** Steps of the new version to which none leads. */
        List<FlowNode> added() {
            return to.values().stream()
                    .filter(node -> node instanceof Activity && !pairs.containsValue(node.getId()))
                    .filter(node -> !from.containsKey(node.getId()))
                    .toList();
        }
    }

    /** @throws Refused when a choice names no step, or one to which it cannot go */
    Plan of(String processId, String fromDefinition, String toDefinition, Map<String, String> chosen) {
        return acting.asSystem(() -> plan(processId, fromDefinition, toDefinition, chosen));
    }

    private Plan plan(String processId, String fromDefinition, String toDefinition, Map<String, String> chosen) {
        Attempt attempt = new Attempt(fromDefinition, toDefinition, nodes(fromDefinition), nodes(toDefinition));
        runtime.createMigrationPlan(fromDefinition, toDefinition)
                .mapEqualActivities()
                .build()
                .getInstructions()
                .forEach(one -> attempt.pairs.put(one.getSourceActivityId(), one.getTargetActivityId()));
        Map<String, How> how = new LinkedHashMap<>();
        attempt.pairs.keySet().forEach(id -> how.put(id, How.EQUAL));
        renamed.of(processId).forEach((old, now) -> {
            if (!attempt.pairs.containsKey(old)
                    && !chosen.containsKey(old)
                    && attempt.from.containsKey(old)
                    && attempt.to.containsKey(now)
                    && attempt.add(old, now).isEmpty()) {
                how.put(old, How.DECLARED);
            }
        });
        chosen.forEach((old, now) -> {
            choose(attempt, old, now);
            how.put(old, How.CHOSEN);
        });
        return new Plan(attempt.build(attempt.pairs), Map.copyOf(attempt.pairs), how, attempt.from, attempt.to);
    }

    private static void choose(Attempt attempt, String old, String now) {
        FlowNode from = attempt.from.get(old);
        FlowNode to = attempt.to.get(now);
        if (from == null) {
            throw new Refused(
                    "steps", "The version they come from has no step '" + old + "'. Look at its list of steps.");
        }
        if (to == null) {
            throw new Refused(
                    "steps",
                    "'" + name(from) + "' cannot go to '" + now
                            + "': the version they go to has no such step. Choose one" + " of its steps.");
        }
        if (attempt.pairs.containsKey(old)) {
            throw new Refused(
                    "steps",
                    "'" + name(from) + "' is in both versions and goes there. Choose only for steps that have no equal"
                            + " one.");
        }
        attempt.add(old, now).ifPresent(failures -> {
            throw new Refused(
                    "steps",
                    "'" + name(from) + "' is " + kind(from) + " and cannot go to '" + name(to) + "', which is "
                            + kind(to) + ". Choose another step, or let those that stand there stay. (" + failures
                            + ")");
        });
    }

    /** The steps to which one without an equal one can go. */
    List<Migrations.Choice> choices(Plan plan, FlowNode node) {
        String within = beside(node);
        String there = within == null ? null : plan.pairs().getOrDefault(within, within);
        return acting.asSystem(() -> plan.to().values().stream()
                .filter(to -> to.getElementType().equals(node.getElementType()))
                .filter(to -> Objects.equals(beside(to), there))
                .filter(to -> {
                    Attempt attempt = new Attempt(
                            plan.plan().getSourceProcessDefinitionId(),
                            plan.plan().getTargetProcessDefinitionId(),
                            plan.from(),
                            plan.to());
                    attempt.pairs.putAll(plan.pairs());
                    attempt.pairs.remove(node.getId());
                    attempt.pairs.remove(node.getId() + EACH);
                    return attempt.add(node.getId(), to.getId()).isEmpty();
                })
                .map(to -> new Migrations.Choice(to.getId(), name(to)))
                .toList());
    }

    private Map<String, FlowNode> nodes(String definition) {
        BpmnModelInstance model = repository.getBpmnModelInstance(definition);
        Map<String, FlowNode> nodes = new LinkedHashMap<>();
        model.getModelElementsByType(FlowNode.class).forEach(node -> nodes.put(node.getId(), node));
        return nodes;
    }

    static String name(FlowNode node) {
        return node.getName() == null || node.getName().isBlank() ? node.getId() : node.getName();
    }

    static String kind(FlowNode node) {
        String words =
                node.getElementType().getTypeName().replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
        return (words.startsWith("user") || "aeiou".indexOf(words.charAt(0)) < 0 ? "a " : "an ") + words;
    }

    static boolean canWait(FlowNode node) {
        return node instanceof UserTask
                || node instanceof ReceiveTask
                || node instanceof IntermediateCatchEvent
                || node instanceof CallActivity
                || node instanceof SubProcess sub && !sub.triggeredByEvent()
                || node instanceof EventBasedGateway
                || node.isCamundaAsyncBefore()
                || node.isCamundaAsyncAfter();
    }

    /** Pairs of steps, as long as the engine agrees. */
    private final class Attempt {

        private final String fromDefinition;
        private final String toDefinition;
        private final Map<String, FlowNode> from;
        private final Map<String, FlowNode> to;
        private final Map<String, String> pairs = new LinkedHashMap<>();

        Attempt(String fromDefinition, String toDefinition, Map<String, FlowNode> from, Map<String, FlowNode> to) {
            this.fromDefinition = fromDefinition;
            this.toDefinition = toDefinition;
            this.from = from;
            this.to = to;
        }

        /** Adds it with all that hangs on it, or says why the engine cannot; nothing is added then. */
        Optional<String> add(String old, String now) {
            Map<String, String> more = new LinkedHashMap<>(pairs);
            if (isEach(from.get(old)) && isEach(to.get(now))) {
                more.put(old + EACH, now + EACH);
            }
            more.put(old, now);
            try {
                build(more);
            } catch (MigrationPlanValidationException e) {
                return Optional.of(failures(e, old));
            }
            pairs.putAll(more);
            for (FlowNode hanging : from.values()) {
                if (!pairs.containsKey(hanging.getId()) && old.equals(holder(hanging))) {
                    String there = counterpart(hanging, now);
                    if (there != null) {
                        add(hanging.getId(), there);
                    }
                }
            }
            return Optional.empty();
        }

        /** The boundary event or inner step that takes its place: by its id, or the only new one of its kind. */
        private @Nullable String counterpart(FlowNode hanging, String holder) {
            FlowNode same = to.get(hanging.getId());
            if (same != null) {
                return holder.equals(holder(same)) ? same.getId() : null;
            }
            List<FlowNode> alike = to.values().stream()
                    .filter(node -> hanging instanceof BoundaryEvent && node instanceof BoundaryEvent)
                    .filter(node -> holder.equals(holder(node)) && !from.containsKey(node.getId()))
                    .filter(node -> definition(node).equals(definition(hanging)))
                    .toList();
            return alike.size() == 1 ? alike.get(0).getId() : null;
        }

        MigrationPlan build(Map<String, String> wanted) {
            MigrationPlanBuilder builder = runtime.createMigrationPlan(fromDefinition, toDefinition);
            for (Map.Entry<String, String> pair : wanted.entrySet()) {
                MigrationInstructionBuilder one = builder.mapActivities(pair.getKey(), pair.getValue());
                builder = otherEvent(from.get(pair.getKey()), to.get(pair.getValue())) ? one.updateEventTrigger() : one;
            }
            return builder.build();
        }

        /** Timers keep their time; a message is awaited under the name that is sent today. */
        private boolean otherEvent(@Nullable FlowNode old, @Nullable FlowNode now) {
            return old != null
                    && now != null
                    && (definition(old).equals(ConditionalEventDefinition.class.getSimpleName())
                            || !awaited(old).equals(awaited(now)));
        }
    }

    private static String failures(MigrationPlanValidationException e, String old) {
        Set<String> failures = new LinkedHashSet<>();
        e.getValidationReport().getInstructionReports().forEach(report -> {
            MigrationInstruction instruction = report.getMigrationInstruction();
            if (instruction.getSourceActivityId().startsWith(old)) {
                failures.addAll(report.getFailures());
            }
        });
        return failures.isEmpty() ? "another step would not find its place" : String.join(", ", failures);
    }

    private static boolean isEach(@Nullable FlowNode node) {
        return node instanceof Activity activity
                && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics;
    }

    /** The step it is attached to, or the sub-process it is in. */
    private static @Nullable String holder(FlowNode node) {
        if (node instanceof BoundaryEvent boundary) {
            return boundary.getAttachedTo().getId();
        }
        return node.getParentElement() instanceof SubProcess sub ? sub.getId() : null;
    }

    /** The part of the process that runs beside the rest and in which it stands; nobody is moved in or out. */
    private static @Nullable String beside(FlowNode node) {
        for (ModelElementInstance around = node.getParentElement();
                around != null;
                around = around.getParentElement()) {
            if (around instanceof SubProcess sub && sub.triggeredByEvent()) {
                return sub.getId();
            }
        }
        return null;
    }

    private static String definition(FlowNode node) {
        return node instanceof CatchEvent event
                ? event.getEventDefinitions().stream()
                        .findFirst()
                        .map(definition ->
                                definition.getElementType().getInstanceType().getSimpleName())
                        .orElse("")
                : "";
    }

    private static String awaited(FlowNode node) {
        if (node instanceof ReceiveTask receive) {
            return messageName(receive.getMessage());
        }
        if (node instanceof CatchEvent event) {
            for (EventDefinition definition : event.getEventDefinitions()) {
                if (definition instanceof MessageEventDefinition message) {
                    return messageName(message.getMessage());
                }
                if (definition instanceof SignalEventDefinition signal) {
                    return signal.getSignal() == null
                            ? ""
                            : String.valueOf(signal.getSignal().getName());
                }
            }
        }
        return "";
    }

    private static String messageName(@Nullable Message message) {
        return message == null ? "" : String.valueOf(message.getName());
    }
}
