package io.tradewind.model;

import static java.util.stream.Collectors.toSet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decisions and processes that a model names exist; those that exist are named by a model or started by the module's
 * Java, or offered to owners by an element template of that name. Within a module they are bound by deployment, so that they change together.
 */
class ReferenceRuleTests extends ModelRule {

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        Set<String> processes =
                models.processes().stream().map(Models.Model::stem).collect(toSet());
        Set<String> decisions =
                models.decisions().stream().map(Models.Model::stem).collect(toSet());
        Set<String> named = new HashSet<>();
        for (Models.Model model : models.processes()) {
            Set<String> own = models.processes().stream()
                    .filter(other -> other.module().equals(model.module()))
                    .map(Models.Model::stem)
                    .collect(toSet());
            for (Xml call : model.all("callActivity")) {
                String called = call.get("calledElement");
                named.add(called);
                if (!processes.contains(called)) {
                    findings.add(model, call, "calls the process " + called + ", which does not exist");
                }
                if (own.contains(called)
                        && !call.camunda("calledElementBinding").equals("deployment")) {
                    findings.add(model, call, "must bind " + called + " by deployment, as both are deployed together");
                }
            }
            for (Xml task : model.all("businessRuleTask")) {
                String decision = task.camunda("decisionRef");
                if (!task.hasCamunda("delegateExpression")) {
                    named.add(decision);
                    if (!decisions.contains(decision)) {
                        findings.add(model, task, "names the decision " + decision + ", which does not exist");
                    }
                    if (!task.camunda("decisionRefBinding").equals("deployment")) {
                        findings.add(model, task, "must bind its decision by deployment");
                    }
                }
            }
        }
        for (Models.Model model : models.processes()) {
            // by somebody with a form, or by itself in time
            boolean startsAlone = model.all("startEvent").stream()
                    .anyMatch(start -> start.hasCamunda("formRef")
                            || !start.children("timerEventDefinition").isEmpty());
            if (!startsAlone
                    && !named.contains(model.stem())
                    && !namedInJava(models, model.stem())
                    && !models.has(".camunda/element-templates/" + model.stem() + ".json")) {
                findings.add(model.file(), "nothing calls or starts this process");
            }
        }
        for (Models.Model model : models.decisions()) {
            // a table may say which other table to ask
            model.all("outputEntry").forEach(cell -> named.add(cell.text().replace("\"", "")));
        }
        for (Models.Model model : models.decisions()) {
            if (!named.contains(model.stem()) && !namedInJava(models, model.stem())) {
                findings.add(model.file(), "nothing asks this decision");
            }
        }
        return findings.lines();
    }

    /** {@code <kind>-authority} is asked under a name put together from the kind of approval. */
    private static boolean namedInJava(Models models, String id) {
        return models.sources().values().stream()
                .anyMatch(source -> source.contains("\"" + id + "\"")
                        || id.endsWith("-authority") && source.contains("\"-authority\"")
                        || source.contains("${" + id + "}"));
    }
}
