package io.tradewind.engine.examination;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstNumber;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * Money is text, {@code "600000.00"}, so that no cent is lost. Beside a whole number the expression language reads it as
 * a whole number and fails when it runs; two texts it compares letter by letter, so that 9 is more than 10.
 */
public final class MoneyRule implements Rule {

    private static final Set<AstBinary.Operator> COMPARISONS =
            Set.of(AstBinary.EQ, AstBinary.NE, AstBinary.GE, AstBinary.GT, AstBinary.LE, AstBinary.LT);

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        Set<String> money = money(models);
        for (Model model : models.processes()) {
            for (Xml element : model.everything()) {
                element.attributes().values().forEach(text -> check(findings, models, money, model, element, text));
                if (element.children().isEmpty() && !element.is("documentation", "text")) {
                    check(findings, models, money, model, element, element.text());
                }
            }
        }
        return findings.list();
    }

    /** What Java declares as money, what forms hand over as exact text, and the same under another name. */
    private static Set<String> money(Models models) {
        Set<String> money = new TreeSet<>(models.java().money());
        models.forms().forEach(form -> form.components().stream()
                .filter(field -> field.path("serializeToString").asBoolean())
                .forEach(field -> money.add(field.path("key").asText())));
        for (int before = -1; before != money.size(); ) {
            before = money.size();
            for (Model model : models.processes()) {
                model.all("in", "out").stream()
                        .filter(handed ->
                                money.contains(handed.get("source")) || isMoney(handed.get("sourceExpression"), money))
                        .forEach(handed -> money.add(handed.get("target")));
                model.all("inputParameter", "outputParameter").stream()
                        .filter(parameter -> isMoney(parameter.text(), money))
                        .forEach(parameter -> money.add(parameter.name()));
            }
        }
        money.removeAll(models.java().whole());
        return money;
    }

    private static boolean isMoney(String expression, Set<String> money) {
        return expression.startsWith("${")
                && expression.endsWith("}")
                && money.contains(
                        expression.substring(2, expression.length() - 1).strip());
    }

    private static void check(
            Findings findings, Models models, Set<String> money, Model model, Xml element, String text) {
        if (!text.contains("${") && !text.contains("#{")) {
            return;
        }
        try {
            walk(new Builder(Builder.Feature.METHOD_INVOCATIONS).build(text).getRoot(), node -> {
                String what = wrong(node, models, money);
                if (!what.isEmpty()) {
                    findings.error(model, element, "compares " + what + " in " + text);
                }
            });
        } catch (TreeBuilderException e) {
            return; // the ExpressionRule tells it
        }
    }

    private static void walk(Node node, java.util.function.Consumer<AstBinary> comparisons) {
        if (node instanceof AstBinary binary && COMPARISONS.contains(binary.getOperator())) {
            comparisons.accept(binary);
        }
        for (int i = 0; i < node.getCardinality(); i++) {
            if (node.getChild(i) != null) {
                walk(node.getChild(i), comparisons);
            }
        }
    }

    private static String wrong(AstBinary comparison, Models models, Set<String> money) {
        Node left = comparison.getChild(0);
        Node right = comparison.getChild(1);
        if (isOneOf(left, money) && isOneOf(right, money)) {
            return "the money " + left + " with the money " + right + " letter by letter; write " + left + " - " + right
                    + " and compare that with 0.0";
        }
        Node amount = isOneOf(left, money) ? left : isOneOf(right, money) ? right : null;
        if (amount == null) {
            return "";
        }
        Node other = amount == left ? right : left;
        String cannotBeRead = ", which cannot be read when it runs, because money is kept as \"600000.00\"; ";
        if (isWhole(other)) {
            return "the money " + amount + " with the whole number " + number(other) + cannotBeRead + "write "
                    + number(other) + ".0";
        }
        if (isOneOf(other, models.java().whole())) {
            return "the money " + amount + " with the whole number in " + other + cannotBeRead + "write " + other
                    + " * 1.0";
        }
        return "";
    }

    private static boolean isOneOf(Node node, Set<String> names) {
        return node instanceof AstIdentifier name && names.contains(name.getName());
    }

    private static boolean isWhole(Node node) {
        return !number(node).isEmpty() && number(node).chars().allMatch(c -> c == '-' || Character.isDigit(c));
    }

    /** A number as it is written, also a negative one; empty if it is none. */
    private static String number(Node node) {
        if (node instanceof AstUnary unary && unary.getOperator() == AstUnary.NEG) {
            String number = number(unary.getChild(0));
            return number.isEmpty() ? "" : "-" + number;
        }
        return node instanceof AstNumber ? node.toString() : "";
    }
}
