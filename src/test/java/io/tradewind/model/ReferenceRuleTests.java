package io.tradewind.model;

import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.ReferenceRule;
import io.tradewind.engine.examination.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Decisions and processes that a model names exist; those that exist are named by a model, started by the module's
 * Java, or offered to owners by an element template of that name. */
class ReferenceRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new ReferenceRule();
    }

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        Set<String> named = new HashSet<>();
        for (Model model : models.processes()) {
            model.all("callActivity").forEach(call -> named.add(call.get("calledElement")));
            model.all("businessRuleTask").forEach(task -> named.add(task.camunda("decisionRef")));
        }
        for (Model model : models.processes()) {
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
        for (Model model : models.decisions()) {
            // a table may say which other table to ask
            model.all("outputEntry").forEach(cell -> named.add(cell.text().replace("\"", "")));
        }
        for (Model model : models.decisions()) {
            if (!named.contains(model.stem()) && !namedInJava(models, model.stem())) {
                findings.add(model.file(), "nothing asks this decision");
            }
        }
        return Stream.concat(super.findings(models).stream(), findings.lines().stream())
                .toList();
    }

    /** {@code <kind>-authority} is asked under a name put together from the kind of approval. */
    private static boolean namedInJava(Models models, String id) {
        return models.sources().values().stream()
                .anyMatch(source -> source.contains("\"" + id + "\"")
                        || id.endsWith("-authority") && source.contains("\"-authority\"")
                        || source.contains("${" + id + "}"));
    }
}
