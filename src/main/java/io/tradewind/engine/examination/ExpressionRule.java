package io.tradewind.engine.examination;

import io.tradewind.engine.expression.ExpressionWords;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * An expression can be read, and names variables, working time, the processes' beans and of the running step its names
 * and variables: no way to the engine's services and to Java. What is refused here is refused again when it runs.
 */
public final class ExpressionRule implements Rule {

    private static final Set<String> STEP = Set.of("execution", "task", "caseExecution");

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            for (Xml element : model.everything()) {
                element.attributes().values().forEach(text -> check(findings, models, model, element, text));
                if (element.children().isEmpty() && !element.is("documentation", "incoming", "outgoing", "text")) {
                    check(findings, models, model, element, element.text());
                }
            }
        }
        return findings.list();
    }

    private static void check(Findings findings, Models models, Model model, Xml element, String text) {
        if (!text.contains("${") && !text.contains("#{")) {
            return;
        }
        try {
            new Builder(Builder.Feature.METHOD_INVOCATIONS).build(text);
        } catch (TreeBuilderException e) {
            findings.error(model, element, "has an expression that cannot be read, " + text + ": " + e.getMessage());
            return;
        }
        for (String inside : Expressions.parts(text)) {
            Expressions.membersOfAnything(inside).stream()
                    .filter(member -> !ExpressionWords.isHarmless(member))
                    .forEach(member -> findings.error(model, element, may(text, "." + member)));
            for (Expressions.Name name : Expressions.names(inside)) {
                if (name.isCalled() && !models.java().beans().containsKey(name.root())) {
                    findings.error(model, element, may(text, name.root() + "(…)"));
                } else if (STEP.contains(name.root())
                        && !name.members().isEmpty()
                        && !ExpressionWords.isOfStep(name.members().get(0))) {
                    findings.error(
                            model,
                            element,
                            may(text, name.root() + "." + name.members().get(0)));
                }
            }
        }
    }

    private static String may(String text, String what) {
        return "may not use " + what + " in " + text
                + "; an expression names variables, workingTime, the processes' delegates, and of the running step its"
                + " names and variables";
    }
}
