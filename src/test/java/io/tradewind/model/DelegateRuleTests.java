package io.tradewind.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model names exists, in the process package of its own module: other modules are reached by call activity. What
 * exists is named: a delegate that no model calls is dead. The ground's listeners and ready-made steps serve everybody; those
 * no model names are offered by an element template, see {@link ElementTemplateRuleTests}.
 */
class DelegateRuleTests extends ModelRule {

    private static final Pattern BEAN = Pattern.compile("\\$\\{(\\w+)}");
    private static final Set<String> GROUND =
            Set.of("io.tradewind.notification.process", "io.tradewind.calendar.process", "io.tradewind.engine.process");

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        Set<String> named = new HashSet<>();
        for (Models.Model model : models.processes()) {
            String own = "io.tradewind." + model.module() + ".process";
            for (Xml element : model.root().descendants()) {
                String expression = element.is("taskListener", "executionListener")
                        ? element.get("delegateExpression")
                        : element.camunda("delegateExpression");
                if (expression.isEmpty()) {
                    continue;
                }
                Matcher bean = BEAN.matcher(expression);
                String name = bean.matches() ? bean.group(1) : expression;
                named.add(name);
                String home = models.beans().get(name);
                if (home == null) {
                    findings.add(model, element, "names " + expression + ", which does not exist");
                } else if (!home.equals(own) && !GROUND.contains(home)) {
                    findings.add(
                            model, element, "names " + expression + " of " + home + "; call that module's process");
                }
            }
            for (Xml task : model.all("serviceTask", "sendTask")) {
                if (!task.hasCamunda("delegateExpression") && !task.hasCamunda("type")) {
                    findings.add(model, task, "does nothing: it needs a delegate expression");
                }
            }
        }
        models.beans().forEach((bean, home) -> {
            boolean isDelegate = home.endsWith(".process") && bean.matches("\\w+(Delegate|Listener)");
            boolean isReadyMade = GROUND.contains(home);
            if (isDelegate && !isReadyMade && !named.contains(bean)) {
                findings.add(home, bean + " is named by no model");
            }
        });
        return findings.lines();
    }
}
