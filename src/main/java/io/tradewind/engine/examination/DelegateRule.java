package io.tradewind.engine.examination;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The delegate that a step names exists, in the process package of the model's own module: other modules are reached by
 * call activity. The ground's listeners serve everybody.
 */
public final class DelegateRule implements Rule {

    private static final Pattern BEAN = Pattern.compile("[$#]\\{(\\w+)}");
    /** Packages whose beans any model may name. */
    public static final Set<String> GROUND =
            Set.of("io.tradewind.notification.process", "io.tradewind.calendar.process", "io.tradewind.engine.process");

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            for (Xml element : model.everything()) {
                String expression = expression(element);
                if (!expression.isEmpty()) {
                    check(findings, models, model, element, expression);
                }
            }
            for (Xml task : model.all("serviceTask", "sendTask")) {
                if (!task.hasCamunda("delegateExpression")
                        && !task.hasCamunda("type")
                        && !task.hasCamunda("expression")
                        && !task.hasCamunda("class")) {
                    findings.error(model, task, "does nothing: it needs a delegate expression");
                }
            }
            for (Xml thrown : model.all("intermediateThrowEvent", "endEvent")) {
                for (Xml message : thrown.children("messageEventDefinition")) {
                    if (!message.hasCamunda("delegateExpression") && !message.hasCamunda("type")) {
                        findings.error(model, thrown, "sends nothing: its message needs a delegate expression");
                    }
                }
            }
        }
        return findings.list();
    }

    /** What a task or a listener calls; empty if it is none. */
    public static String expression(Xml element) {
        return element.is("taskListener", "executionListener")
                ? element.get("delegateExpression")
                : element.camunda("delegateExpression");
    }

    /** The bean that an expression names; the expression itself if it is more than that. */
    public static String bean(String expression) {
        Matcher bean = BEAN.matcher(expression);
        return bean.matches() ? bean.group(1) : expression;
    }

    private static void check(Findings findings, Models models, Model model, Xml element, String expression) {
        String own = "io.tradewind." + model.module() + ".process";
        String home = models.java().beans().get(bean(expression));
        if (home == null) {
            findings.error(
                    model,
                    element,
                    "names " + expression
                            + ", which does not exist; take a ready-made step, or ask for the step in the application");
        } else if (!home.equals(own) && !GROUND.contains(home)) {
            findings.error(model, element, "names " + expression + " of " + home + "; call that module's process");
        }
    }
}
