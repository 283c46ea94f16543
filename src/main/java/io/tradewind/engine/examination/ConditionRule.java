package io.tradewind.engine.examination;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstBoolean;
import org.camunda.bpm.impl.juel.AstChoice;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNested;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * A condition is a question that is answered with yes or no: anything else fails when a case comes there, after the person
 * before it has done their task. And who asks for an answer asks for one that the form offers.
 */
public final class ConditionRule implements Rule {

    private static final Set<AstBinary.Operator> QUESTIONS = Set.of(
            AstBinary.EQ,
            AstBinary.NE,
            AstBinary.GE,
            AstBinary.GT,
            AstBinary.LE,
            AstBinary.LT,
            AstBinary.AND,
            AstBinary.OR);

    private static final Set<AstBinary.Operator> EQUALITY = Set.of(AstBinary.EQ, AstBinary.NE);
    private static final Set<String> ONE_OF_SEVERAL = Set.of("select", "radio");

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        Map<String, Answers> ofModules = new HashMap<>();
        for (Model model : models.processes()) {
            Answers answers = ofModules.computeIfAbsent(model.module(), module -> Answers.of(models, module));
            for (Xml element : model.everything()) {
                for (Xml condition : element.children("conditionExpression", "condition", "completionCondition")) {
                    check(findings, models, model, element, condition.text().strip(), answers);
                }
            }
        }
        return findings.list();
    }

    private static void check(
            Findings findings, Models models, Model model, Xml element, String text, Answers answers) {
        Optional<Node> root = parsed(text);
        if (root.isEmpty()) {
            return; // the ExpressionRule tells it
        }
        Node asked = root.get() instanceof AstEval whole ? whole.getChild(0) : root.get();
        if (!isQuestion(asked, models, answers)) {
            findings.error(
                    model,
                    element,
                    "asks no question that is answered with yes or no: " + text
                            + "; compare it with a value, as in ${answer == \"yes\"}");
        }
        walk(asked, node -> {
            if (node instanceof AstBinary equality && EQUALITY.contains(equality.getOperator())) {
                String unheard = unheard(equality.getChild(0), equality.getChild(1), answers)
                        + unheard(equality.getChild(1), equality.getChild(0), answers);
                if (!unheard.isEmpty()) {
                    findings.error(model, element, unheard + " in " + text);
                }
            }
        });
    }

    private static Optional<Node> parsed(String text) {
        try {
            return Optional.of(
                    new Builder(Builder.Feature.METHOD_INVOCATIONS).build(text).getRoot());
        } catch (TreeBuilderException e) {
            return Optional.empty();
        }
    }

    private static boolean isQuestion(Node node, Models models, Answers answers) {
        if (node instanceof AstNested nested) {
            return isQuestion(nested.getChild(0), models, answers);
        }
        if (node instanceof AstChoice choice) {
            return isQuestion(choice.getChild(1), models, answers) && isQuestion(choice.getChild(2), models, answers);
        }
        if (node instanceof AstBinary binary) {
            return QUESTIONS.contains(binary.getOperator());
        }
        if (node instanceof AstUnary unary) {
            return !unary.getOperator().equals(AstUnary.NEG);
        }
        if (node instanceof AstIdentifier name) {
            return !models.java().beans().containsKey(name.getName())
                    && !models.java().money().contains(name.getName())
                    && !models.java().whole().contains(name.getName())
                    && !answers.words().contains(name.getName());
        }
        if (node instanceof AstMethod call) {
            // what a step or a listener does is no answer
            String called = firstName(call);
            return !called.endsWith("Delegate") && !called.endsWith("Listener");
        }
        return node instanceof AstBoolean;
    }

    private static String firstName(Node node) {
        Node first = node;
        while (first.getCardinality() > 0 && first.getChild(0) != null) {
            first = first.getChild(0);
        }
        return first instanceof AstIdentifier name ? name.getName() : "";
    }

    private static String unheard(Node asked, Node answer, Answers answers) {
        if (asked instanceof AstIdentifier name && answer instanceof AstString text) {
            String value = String.valueOf(text.eval(null, null));
            Set<String> offered = answers.offered().getOrDefault(name.getName(), Set.of());
            if (!offered.isEmpty() && !offered.contains(value)) {
                return "asks whether " + name.getName() + " is \"" + value
                        + "\", which its form never answers; it offers " + String.join(", ", offered);
            }
        }
        return "";
    }

    private static void walk(Node node, java.util.function.Consumer<Node> visitor) {
        visitor.accept(node);
        for (int i = 0; i < node.getCardinality(); i++) {
            if (node.getChild(i) != null) {
                walk(node.getChild(i), visitor);
            }
        }
    }

    /**
     * What forms answer.
     *
     * @param words variables that hold a word, a number or a text, never yes or no itself
     * @param offered variable that nothing but choices of forms writes → every choice
     */
    private record Answers(Set<String> words, Map<String, Set<String>> offered) {

        static Answers of(Models models, String module) {
            Set<String> words = new TreeSet<>();
            Set<String> flags = new HashSet<>();
            Map<String, Set<String>> offered = new TreeMap<>();
            Set<String> open = new HashSet<>();
            for (Form form : models.forms()) {
                if (!form.module().equals(module)) {
                    continue;
                }
                for (JsonNode field : form.components()) {
                    String key = field.path("key").asText("");
                    if (key.isEmpty() || field.path("disabled").asBoolean()) {
                        continue;
                    }
                    (field.path("type").asText().equals("checkbox") ? flags : words).add(key);
                    if (ONE_OF_SEVERAL.contains(field.path("type").asText()) && field.has("values")) {
                        Set<String> values = offered.computeIfAbsent(key, name -> new TreeSet<>());
                        field.path("values")
                                .forEach(value -> values.add(value.path("value").asText()));
                    } else {
                        open.add(key);
                    }
                }
            }
            models.java().touches().values().forEach(touched -> {
                open.addAll(touched.writes());
                words.removeAll(touched.writes());
            });
            for (Model other : models.processes()) {
                other.all("in", "out").forEach(handed -> open.add(handed.get("target")));
                other.all("inputParameter", "outputParameter").forEach(parameter -> open.add(parameter.name()));
                other.all("businessRuleTask").forEach(asked -> open.add(asked.camunda("resultVariable")));
            }
            List<String> names = new ArrayList<>(offered.keySet());
            String pages = String.join("\n", models.pages().values());
            names.stream()
                    .filter(name -> Pattern.compile("['\"]" + Pattern.quote(name) + "['\"]")
                            .matcher(pages)
                            .find())
                    .forEach(open::add);
            offered.keySet().removeAll(open);
            words.removeAll(flags);
            return new Answers(words, offered);
        }
    }
}
