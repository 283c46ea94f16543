package io.tradewind.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every task that a person does has a form, deployed with it and called {@code <process>.<task>}; no form lies about
 * that nothing shows. HTML forms are named by path: {@code embedded:deployment:forms/…}.
 */
class UserTaskFormRuleTests extends ModelRule {

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        Set<String> used = new HashSet<>();
        for (Models.Model model : models.processes()) {
            for (Xml task : model.all("userTask", "startEvent")) {
                String wanted = model.stem() + "." + task.id();
                if (task.hasCamunda("formRef")) {
                    used.add("forms/" + model.module() + "/" + task.camunda("formRef") + ".form");
                    checkForm(models, findings, model, task, wanted);
                } else if (task.hasCamunda("formKey")) {
                    String page = "forms/" + model.module() + "/" + wanted + ".html";
                    used.add(page);
                    if (!task.camunda("formKey").equals("embedded:deployment:" + page)) {
                        findings.add(model, task, "must have the form key embedded:deployment:" + page);
                    } else if (!models.has(page)) {
                        findings.add(model, task, "names the form " + page + ", which does not exist");
                    }
                } else if (task.is("userTask")) {
                    findings.add(model, task, "needs a form");
                }
            }
        }
        Models.files(models.root().resolve("forms")).stream()
                .map(file -> models.root().relativize(file).toString())
                .filter(file -> !used.contains(file))
                .forEach(file -> findings.add(file, "no task shows this form; remove it or name it"));
        return findings.lines();
    }

    private static void checkForm(Models models, Findings findings, Models.Model model, Xml task, String wanted) {
        String form = task.camunda("formRef");
        if (!form.equals(wanted)) {
            findings.add(model, task, "must show the form " + wanted + " and not " + form);
        }
        if (!task.camunda("formRefBinding").equals("deployment")) {
            findings.add(model, task, "must bind its form by deployment");
        }
        if (!models.has("forms/" + model.module() + "/" + form + ".form")) {
            findings.add(model, task, "names the form " + form + ", which does not exist");
        }
    }
}
