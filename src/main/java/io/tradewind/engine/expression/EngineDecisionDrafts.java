package io.tradewind.engine.expression;

import io.tradewind.engine.DecisionDrafts;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import io.tradewind.engine.examination.FeelRule;
import io.tradewind.engine.examination.NoCodeRule;
import io.tradewind.engine.examination.XmlWords;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.engine.impl.transform.DmnTransformException;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.ModelParseException;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is tried out writes no history and counts in no metric. */
@Component
class EngineDecisionDrafts implements DecisionDrafts {

    /** A table needs seven. */
    private static final int DEEPEST = 20;

    private final EngineDecisionTables deployed;
    private final FeelEvaluator evaluator;

    EngineDecisionDrafts(EngineDecisionTables deployed, FeelEvaluator evaluator) {
        this.deployed = deployed;
        this.evaluator = evaluator;
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
            Map<String, RememberedTable> tables = remembered(model, evaluator.parse(stream(dmn)));
            return new Draft(Set.copyOf(tables.keySet()), new Tables(tables));
        } catch (ModelParseException | DmnModelException | DmnTransformException e) {
            throw new Refused("file", "This is no DMN file that can be read: " + XmlWords.of(innermost(e)));
        }
    }

    /**
     * A table from outside is tried at once, by whoever sends it, and many times: so it may compare and nothing else. What
     * computes could compute for hours, and another language than FEEL could do anything.
     */
    private static void check(DmnModelInstance model) {
        if (model.getModelElementsByType(DecisionTable.class).isEmpty()) {
            throw new Refused("file", "The file holds no decision table.");
        }
        refuseOtherLanguages(model.getDocument().getRootElement(), 0);
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
        model.getModelElementsByType(DecisionTable.class).forEach(EngineDecisionDrafts::checkCells);
        if (model.getModelElementsByType(LiteralExpression.class).stream()
                .anyMatch(
                        expression -> !(expression instanceof OutputEntry || expression instanceof InputExpression))) {
            throw new Refused("file", "A decision of the file is no table; only tables can be tried.");
        }
    }

    private static void checkCells(DecisionTable table) {
        String name = String.valueOf(table.getParentElement().getAttributeValue("id"));
        List<String> inputs = table.getInputs().stream()
                .map(input -> title(
                        input.getLabel(),
                        input.getInputExpression() == null
                                ? null
                                : input.getInputExpression().getText()))
                .toList();
        List<String> outputs = table.getOutputs().stream()
                .map(output -> output.getLabel() == null || output.getLabel().isBlank()
                        ? String.valueOf(output.getName())
                        : output.getLabel())
                .toList();
        for (Input input : table.getInputs()) {
            if (input.getInputExpression() != null) {
                Text asked = input.getInputExpression().getText();
                refuseUnless(
                        PlainCells::isName,
                        asked,
                        () -> "the question of column '%s'".formatted(title(input.getLabel(), asked)),
                        name,
                        false);
            }
        }
        int row = 0;
        for (Rule rule : table.getRules()) {
            row++;
            int number = row;
            int column = 0;
            for (InputEntry cell : rule.getInputEntries()) {
                String title = column < inputs.size() ? inputs.get(column) : String.valueOf(column + 1);
                refuseUnless(
                        PlainCells::compares,
                        cell.getText(),
                        () -> "the cell in row %d, column '%s'".formatted(number, title),
                        name,
                        true);
                column++;
            }
            column = 0;
            for (OutputEntry cell : rule.getOutputEntries()) {
                String title = column < outputs.size() ? outputs.get(column) : String.valueOf(column + 1);
                refuseUnless(
                        PlainCells::isConstant,
                        cell.getText(),
                        () -> "the cell in row %d, column '%s'".formatted(number, title),
                        name,
                        false);
                column++;
            }
        }
    }

    private static String title(@Nullable String label, @Nullable Text asked) {
        return label != null && !label.isBlank()
                ? label
                : asked == null ? "" : cut(asked.getTextContent().strip());
    }

    private static void refuseUnless(
            Predicate<String> allowed, @Nullable Text text, Supplier<String> where, String table, boolean condition) {
        String written = text == null ? "" : text.getTextContent().strip();
        if (!allowed.test(written)) {
            String problem = FeelRule.problem(written, condition);
            throw new Refused(
                    "file",
                    "Table %s: %s says '%s'%s. Here only tables can be tried whose inputs are names, whose conditions compare with"
                                    .formatted(
                                            table,
                                            where.get(),
                                            cut(written),
                                            problem == null ? "" : ", which " + problem)
                            + " constants (< 0.2, [10..20], \"A\",\"B\", not(5), null, -) and whose results are constants.");
        }
    }

    private static String cut(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static void refuseOtherLanguages(DomElement element, int depth) {
        if (depth > DEEPEST) {
            throw new Refused("file", "The file is nested more than %d elements deep.".formatted(DEEPEST));
        }
        String language = element.getAttribute("expressionLanguage");
        if (language != null && !NoCodeRule.FEEL.contains(language)) {
            throw new Refused(
                    "file",
                    "%s is written in '%s'; tables are written in FEEL, the default of Modeler."
                            .formatted(element.getLocalName(), cut(language)));
        }
        element.getChildElements().forEach(child -> refuseOtherLanguages(child, depth + 1));
    }

    private Map<String, RememberedTable> remembered(DmnModelInstance model, List<DmnDecision> parsed) {
        Map<String, RememberedTable> tables = new LinkedHashMap<>();
        for (DmnDecision decision : parsed) {
            if (decision.isDecisionTable()) {
                tables.put(
                        decision.getKey(),
                        new RememberedTable(
                                (Decision) model.getModelElementById(decision.getKey()),
                                inputs -> evaluator.ask(decision, inputs)));
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

    /** Drafts first, then what is deployed; the newest version of each counts from its first question to the last. */
    private final class Tables implements DecisionTables {

        private final Map<String, RememberedTable> known;

        Tables(Map<String, RememberedTable> drafts) {
            this.known = new HashMap<>(drafts);
        }

        @Override
        public List<Map<String, Object>> evaluate(String decisionId, Map<String, ?> inputs) {
            try {
                return known.computeIfAbsent(decisionId, deployed::newest).evaluate(inputs);
            } catch (DmnEngineException e) {
                throw new Refused("file", "The table %s cannot be asked: %s".formatted(decisionId, innermost(e)));
            }
        }
    }
}
