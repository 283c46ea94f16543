package io.tradewind.engine.examination;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decisions and processes that a model names exist, and no two files hold the same one. Within a module they are bound by
 * deployment, so that they change together.
 */
public final class ReferenceRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        once(models, findings);
        for (Model model : models.processes()) {
            model.all("callActivity").forEach(call -> checkCall(findings, models, model, call));
            model.all("businessRuleTask").stream()
                    .filter(task -> !task.hasCamunda("delegateExpression"))
                    .forEach(task -> checkDecision(findings, models, model, task));
            for (Xml process : model.all("process")) {
                if (!process.get("isExecutable").equals("true")) {
                    findings.error(model, process, "is not executable, so it would not be deployed; tick Executable");
                }
            }
        }
        return findings.list();
    }

    private static void checkCall(Findings findings, Models models, Model model, Xml call) {
        String called = call.get("calledElement");
        if (called.contains("{")) {
            return;
        }
        if (called.isEmpty()) {
            findings.error(model, call, "calls nothing: choose a called process");
            return;
        }
        Optional<Models.Process> process = models.process(called);
        if (process.isEmpty()) {
            findings.error(
                    model,
                    call,
                    "calls the process " + called
                            + ", which does not exist; correct the name, or send the process along");
        } else if (sameModule(process.get().model(), model)
                && !call.camunda("calledElementBinding").equals("deployment")) {
            findings.warn(model, call, "must bind " + called + " by deployment, as both are deployed together");
        } else if (!sameModule(process.get().model(), model)
                && call.camunda("calledElementBinding").equals("deployment")) {
            findings.error(
                    model, call, "binds " + called + " by deployment, and it is in another one; bind it by latest");
        }
    }

    private static void checkDecision(Findings findings, Models models, Model model, Xml task) {
        String decision = task.camunda("decisionRef");
        if (decision.contains("{")) {
            return;
        }
        if (decision.isEmpty()) {
            findings.error(model, task, "asks nothing: choose a decision");
            return;
        }
        Optional<Model> table = models.decision(decision);
        boolean bound = task.camunda("decisionRefBinding").equals("deployment");
        if (table.isEmpty()) {
            findings.error(
                    model,
                    task,
                    "names the decision " + decision
                            + ", which does not exist; correct the name, or send the table along");
        }
        if (table.isPresent() && !sameModule(table.get(), model)) {
            if (bound) {
                findings.error(
                        model,
                        task,
                        "binds " + decision + " by deployment, and it is in another one; bind it by latest");
            }
        } else if (!bound) {
            findings.warn(model, task, "must bind its decision by deployment");
        }
    }

    /** The engine takes the last of two with the same id, in whatever order it reads them. */
    private static void once(Models models, Findings findings) {
        Map<String, String> seen = new HashMap<>();
        models.processes().forEach(model -> model.all("process")
                .forEach(process -> twice(findings, seen, "process", process.id(), model.file())));
        models.decisions().forEach(model -> model.all("decision")
                .forEach(decision -> twice(findings, seen, "decision", decision.id(), model.file())));
        models.forms().forEach(form -> twice(findings, seen, "form", form.id(), form.file()));
    }

    private static void twice(Findings findings, Map<String, String> seen, String kind, String id, String file) {
        String other = seen.put(kind + " " + id, file);
        if (other != null) {
            findings.error(file, "holds the " + kind + " " + id + ", and so does " + other + "; give one another id");
        }
    }

    private static boolean sameModule(Model one, Model other) {
        return one.module().equals(other.module());
    }
}
