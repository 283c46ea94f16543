package io.tradewind.engine.expression;

import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionDrafts;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.transform.DmnTransformException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.camunda.bpm.model.xml.ModelParseException;
import org.springframework.stereotype.Component;

/** An evaluator of its own: what is tried out writes no history and counts in no metric. */
@Component
class EngineDecisionDrafts implements DecisionDrafts {

    private final RepositoryService repository;
    private final Acting acting;

    /** As the engine has it, but for the languages: what a cell says is FEEL. */
    private final DmnEngine evaluator =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    EngineDecisionDrafts(RepositoryService repository, Acting acting) {
        this.repository = repository;
        this.acting = acting;
    }

    @Override
    public DecisionTables deployed() {
        return new Tables(Map.of());
    }

    @Override
    public Draft with(String dmn) {
        if (dmn.length() > LARGEST) {
            throw new Refused(
                    "file", "The file has more than %,d characters; send the table alone.".formatted(LARGEST));
        }
        try {
            DmnModelInstance model = Dmn.readModelFromStream(stream(dmn));
            check(model);
            Map<String, RememberedTable> tables = remembered(model, evaluator.parseDecisions(stream(dmn)));
            return new Draft(Set.copyOf(tables.keySet()), new Tables(tables));
        } catch (ModelParseException | DmnModelException | DmnTransformException e) {
            throw new Refused("file", "This is no DMN file that can be read: " + innermost(e));
        }
    }

    private static void check(DmnModelInstance model) {
        if (model.getModelElementsByType(DecisionTable.class).isEmpty()) {
            throw new Refused("file", "The file holds no decision table.");
        }
        for (DecisionTable table : model.getModelElementsByType(DecisionTable.class)) {
            if (table.getRules().size() > MOST_RULES) {
                throw new Refused(
                        "file",
                        "The table %s has %,d rules; at most %,d can be tried."
                                .formatted(
                                        table.getParentElement().getAttributeValue("id"),
                                        table.getRules().size(),
                                        MOST_RULES));
            }
        }
        model.getModelElementsByType(LiteralExpression.class)
                .forEach(expression -> refuseOtherLanguage(expression, expression.getExpressionLanguage()));
        model.getModelElementsByType(UnaryTests.class)
                .forEach(tests -> refuseOtherLanguage(tests, tests.getExpressionLanguage()));
        model.getModelElementsByType(org.camunda.bpm.model.dmn.instance.InputExpression.class)
                .forEach(expression -> refuseOtherLanguage(expression, expression.getExpressionLanguage()));
    }

    private static void refuseOtherLanguage(DmnElement element, String language) {
        if (language != null && !language.toLowerCase(java.util.Locale.ROOT).contains("feel")) {
            throw new Refused(
                    "file",
                    "The cell %s is written in '%s'; tables are written in FEEL, the default of Modeler."
                            .formatted(element.getId(), language));
        }
    }

    private Map<String, RememberedTable> remembered(DmnModelInstance model, List<DmnDecision> parsed) {
        Map<String, RememberedTable> tables = new LinkedHashMap<>();
        for (DmnDecision decision : parsed) {
            if (decision.isDecisionTable()) {
                tables.put(
                        decision.getKey(),
                        new RememberedTable((Decision) model.getModelElementById(decision.getKey()), inputs -> evaluator
                                .evaluateDecisionTable(decision, Variables.fromMap(new HashMap<>(inputs)))
                                .getResultList()));
            }
        }
        return tables;
    }

    private static InputStream stream(String dmn) {
        return new ByteArrayInputStream(dmn.getBytes(StandardCharsets.UTF_8));
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Drafts first, then what is deployed, each read once. */
    private final class Tables implements DecisionTables {

        private final Map<String, RememberedTable> known;

        Tables(Map<String, RememberedTable> drafts) {
            this.known = new HashMap<>(drafts);
        }

        @Override
        public List<Map<String, Object>> evaluate(String decisionId, Map<String, ?> inputs) {
            return known.computeIfAbsent(decisionId, this::latest).evaluate(inputs);
        }

        private RememberedTable latest(String decisionId) {
            return acting.asSystem(() -> {
                DecisionDefinition latest = repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(decisionId)
                        .latestVersion()
                        .singleResult();
                if (latest == null) {
                    throw new IllegalArgumentException("No decision '" + decisionId + "' is deployed");
                }
                return remembered(
                                repository.getDmnModelInstance(latest.getId()),
                                evaluator.parseDecisions(repository.getDecisionModel(latest.getId())))
                        .get(decisionId);
            });
        }
    }
}
