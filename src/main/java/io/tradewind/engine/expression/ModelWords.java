package io.tradewind.engine.expression;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a diagram or table may consist of, as far as the engine reads it. What is not listed is refused: the engine
 * knows many words that name a class, a script, a shell command or a mail, and the next version may know more.
 */
public final class ModelWords {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";
    private static final String SPEC = "http://www.omg.org/spec/";

    /** The engine takes it for the namespace of Camunda. */
    private static final String ACTIVITI = "activiti.org";

    private static final Set<String> BPMN_ELEMENTS = words(
            """
            definitions process documentation extensionElements incoming outgoing laneSet lane flowNodeRef childLaneSet
            collaboration participant messageFlow
            startEvent endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent
            task userTask manualTask serviceTask sendTask receiveTask businessRuleTask callActivity
            subProcess adHocSubProcess transaction
            exclusiveGateway parallelGateway inclusiveGateway eventBasedGateway complexGateway
            sequenceFlow conditionExpression association text textAnnotation group category categoryValue
            dataObject dataObjectReference dataStore dataStoreReference dataInputAssociation dataOutputAssociation
            message signal error escalation
            messageEventDefinition signalEventDefinition errorEventDefinition escalationEventDefinition
            compensateEventDefinition terminateEventDefinition cancelEventDefinition linkEventDefinition source target
            timerEventDefinition timeDate timeDuration timeCycle conditionalEventDefinition condition
            multiInstanceLoopCharacteristics loopCardinality completionCondition
            """);

    private static final Set<String> BPMN_ATTRIBUTES = words(
            """
            id name targetNamespace exporter exporterVersion isExecutable isClosed processType processRef
            sourceRef targetRef default associationDirection gatewayDirection eventGatewayType instantiate
            attachedToRef cancelActivity isInterrupting parallelMultiple triggeredByEvent isForCompensation
            isSequential calledElement messageRef signalRef errorRef errorCode escalationRef escalationCode
            activityRef waitForCompletion dataObjectRef dataStoreRef isCollection categoryValueRef value textFormat
            partitionElementRef startQuantity completionQuantity
            method behavior cancelRemainingInstances ordering isUnlimited capacity isImmediate isReference
            """);

    /** What the schema of BPMN writes into every file that does not say otherwise. */
    private static final Map<String, Set<String>> DEFAULTS = Map.of(
            "expressionLanguage", Set.of("http://www.w3.org/1999/XPath"),
            "typeLanguage", Set.of("http://www.w3.org/2001/XMLSchema"),
            "implementation", Set.of("##WebService", "##unspecified"),
            "language", Set.of(""));

    private static final Set<String> ON_ANY =
            words("asyncBefore asyncAfter exclusive jobPriority modelerTemplate modelerTemplateVersion");

    /** Attributes of Camunda by the element of BPMN they stand at. */
    private static final Map<String, Set<String>> CAMUNDA_ATTRIBUTES = Map.ofEntries(
            Map.entry(
                    "process",
                    words("historyTimeToLive versionTag isStartableInTasklist candidateStarterGroups"
                            + " candidateStarterUsers jobPriority taskPriority")),
            Map.entry("startEvent", words("formRef formRefBinding formRefVersion formKey initiator")),
            Map.entry(
                    "userTask",
                    words("assignee candidateGroups candidateUsers dueDate followUpDate priority formRef"
                            + " formRefBinding formRefVersion formKey")),
            Map.entry("serviceTask", words("delegateExpression type topic taskPriority")),
            Map.entry("sendTask", words("delegateExpression type topic taskPriority")),
            Map.entry("messageEventDefinition", words("delegateExpression")),
            Map.entry(
                    "businessRuleTask",
                    words("decisionRef decisionRefBinding decisionRefVersion mapDecisionResult resultVariable")),
            Map.entry("callActivity", words("calledElementBinding calledElementVersion")),
            Map.entry("multiInstanceLoopCharacteristics", words("collection elementVariable")),
            Map.entry("errorEventDefinition", words("errorCodeVariable errorMessageVariable")),
            Map.entry("error", words("errorMessage")),
            Map.entry("escalationEventDefinition", words("escalationCodeVariable")),
            Map.entry("signalEventDefinition", words("async")),
            Map.entry("conditionalEventDefinition", words("variableName variableEvents")),
            Map.entry("definitions", words("diagramRelationId")));

    /** Elements of Camunda and their attributes. */
    private static final Map<String, Set<String>> CAMUNDA_ELEMENTS = Map.ofEntries(
            Map.entry("executionListener", words("event delegateExpression id")),
            Map.entry("taskListener", words("event delegateExpression id")),
            Map.entry("in", words("source target sourceExpression businessKey variables local")),
            Map.entry("out", words("source target sourceExpression variables local")),
            Map.entry("inputOutput", Set.of()),
            Map.entry("inputParameter", words("name")),
            Map.entry("outputParameter", words("name")),
            Map.entry("list", Set.of()),
            Map.entry("map", Set.of()),
            Map.entry("entry", words("key")),
            Map.entry("value", words("id name")),
            Map.entry("properties", Set.of()),
            Map.entry("property", words("id name value")),
            Map.entry("errorEventDefinition", words("id errorRef expression")));

    private static final Set<String> DMN_ELEMENTS = words(
            """
            definitions description decision question allowedAnswers variable informationRequirement requiredDecision
            requiredInput inputData knowledgeSource authorityRequirement requiredAuthority textAnnotation association
            sourceRef targetRef extensionElements decisionTable input inputExpression inputValues output outputValues
            rule inputEntry outputEntry annotation annotationEntry text literalExpression
            """);

    private static final Set<String> DMN_ATTRIBUTES = words(
            """
            id name label namespace exporter exporterVersion href typeRef isCollection hitPolicy aggregation
            preferredOrientation outputLabel expressionLanguage typeLanguage textFormat associationDirection
            locationURI
            """);

    private static final Set<String> DMN_CAMUNDA =
            words("historyTimeToLive versionTag inputVariable diagramRelationId");

    private ModelWords() {}

    /**
     * What an element of a diagram has that is not among the words, and what to do instead; null if there is nothing.
     *
     * @param attributes {@code name} or {@code namespace:name} → value
     */
    public static @Nullable String strangeInDiagram(
            @Nullable String namespace, String element, Map<String, String> attributes) {
        String uri = namespace == null ? "" : namespace;
        if (uri.equals(CAMUNDA)) {
            Set<String> known = CAMUNDA_ELEMENTS.get(element);
            if (known == null) {
                return "holds camunda:" + element + ", which models here do not use" + remedy(element);
            }
            return attributes.keySet().stream()
                    .filter(key -> !known.contains(local(key, CAMUNDA)))
                    .map(key -> "holds " + local(key, CAMUNDA) + " at camunda:" + element
                            + ", which models here do not use" + remedy(local(key, CAMUNDA)))
                    .findFirst()
                    .orElse(null);
        }
        if (uri.startsWith(SPEC) && !uri.equals(BPMN) && uri.contains("/BPMN/") || drawn(uri)) {
            return isPicture(element)
                    ? null
                    : "holds the element " + element + " among the drawing; draw it anew in Camunda Modeler";
        }
        if (!uri.equals(BPMN)) {
            return "holds the element " + element + " of '" + uri + "', which no model here needs; leave it out";
        }
        if (!BPMN_ELEMENTS.contains(element)) {
            return "holds the element " + element + ", which models here do not use" + remedy(element);
        }
        for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
            String strange = strangeAttribute(element, attribute.getKey(), attribute.getValue());
            if (strange != null) {
                return strange;
            }
        }
        return null;
    }

    private static @Nullable String strangeAttribute(String element, String key, String value) {
        if (isNamespace(key)) {
            return null;
        }
        if (key.startsWith(CAMUNDA + ":")) {
            String name = key.substring(CAMUNDA.length() + 1);
            Set<String> here = CAMUNDA_ATTRIBUTES.getOrDefault(element, Set.of());
            if (!here.contains(name) && !(ON_ANY.contains(name) && !element.endsWith("EventDefinition"))) {
                return "has camunda:" + name + " at its " + element + ", which models here do not use" + remedy(name);
            }
            return name.equals("type") && !value.equals("external")
                    ? "is of the type '" + value + "', which models here do not use" + remedy(name)
                    : null;
        }
        if (key.startsWith(BPMN + ":") || key.contains(ACTIVITI)) {
            return "has " + key + ", which models here do not use; save it in Camunda Modeler again";
        }
        // what stands in other namespaces, such as colours, the engine does not read
        return key.contains(":")
                        || BPMN_ATTRIBUTES.contains(key)
                        || DEFAULTS.getOrDefault(key, Set.of()).contains(value)
                ? null
                : "has " + key + " at its " + element + ", which models here do not use" + remedy(key);
    }

    /** The same for a decision table. */
    public static @Nullable String strangeInTable(
            @Nullable String namespace, String element, Map<String, String> attributes) {
        String uri = namespace == null ? "" : namespace;
        if (drawn(uri) || uri.contains("/DMNDI/") || uri.startsWith("http://bpmn.io/")) {
            return isPicture(element) || uri.startsWith("http://bpmn.io/")
                    ? null
                    : "holds the element " + element + " among the drawing; draw it anew in Camunda Modeler";
        }
        if (!DMN_ELEMENTS.contains(element)) {
            return "holds the element " + element
                    + ", which tables here do not use; answer with a decision table or one expression";
        }
        for (String key : attributes.keySet()) {
            boolean camunda = key.startsWith(CAMUNDA_DMN + ":") || key.startsWith(CAMUNDA + ":");
            String name = key.substring(key.lastIndexOf(':') + 1);
            boolean strange = camunda
                    ? !DMN_CAMUNDA.contains(name)
                    : key.contains(ACTIVITI) || !key.contains(":") && !DMN_ATTRIBUTES.contains(key);
            if (strange && !isNamespace(key)) {
                return "has " + name + " at its " + element + ", which tables here do not use; leave it out";
            }
        }
        return null;
    }

    private static boolean drawn(String uri) {
        return uri.startsWith(SPEC + "DD/") || uri.contains("/DMN/") && (uri.endsWith("/DC/") || uri.endsWith("/DI/"));
    }

    private static boolean isPicture(String element) {
        return element.startsWith("BPMN")
                || element.startsWith("DMN")
                || Set.of("Bounds", "waypoint", "Font", "Size", "extension").contains(element);
    }

    private static boolean isNamespace(String key) {
        return key.equals("xmlns") || key.startsWith("http://www.w3.org/") || key.startsWith("xmlns:");
    }

    private static String local(String key, String namespace) {
        return key.startsWith(namespace + ":") ? key.substring(namespace.length() + 1) : key;
    }

    private static String remedy(String word) {
        return switch (word) {
            case "type", "topic", "class", "expression", "field", "script", "scriptTask", "scriptFormat", "connector" ->
                "; models contain no code: name a ready-made delegate, ${…Delegate}, or ask for one in the application";
            case "language" -> "; write the condition as ${…}";
            case "resultVariable" -> "; let the delegate or an output write the variable";
            case "formData", "formHandlerClass" -> "; link a Camunda Form";
            case "potentialOwner", "humanPerformer", "performer" -> "; name a group or a person at the task";
            default -> "; leave it out, or ask for it in the application";
        };
    }

    private static Set<String> words(String text) {
        return Stream.of(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
