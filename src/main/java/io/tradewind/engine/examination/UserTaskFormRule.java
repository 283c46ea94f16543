package io.tradewind.engine.examination;

import java.util.List;
import java.util.Optional;

/**
 * Every task that a person does has a form, deployed with it and called {@code <process>.<task>}. HTML forms are named by
 * path: {@code embedded:deployment:forms/…}.
 */
public final class UserTaskFormRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            for (Xml task : model.all("userTask", "startEvent")) {
                String wanted = model.stem() + "." + task.id();
                if (task.hasCamunda("formRef")) {
                    checkForm(models, findings, model, task, wanted);
                } else if (task.hasCamunda("formKey")) {
                    checkPage(models, findings, model, task, wanted);
                } else if (task.is("userTask")) {
                    findings.error(model, task, "needs a form");
                }
                if (!task.descendants("formData").isEmpty()) {
                    findings.error(model, task, "lists its fields in the picture; make a form and name it");
                }
            }
        }
        return findings.list();
    }

    private static void checkPage(Models models, Findings findings, Model model, Xml task, String wanted) {
        String page = "forms/" + model.module() + "/" + wanted + ".html";
        if (!task.camunda("formKey").equals("embedded:deployment:" + page)) {
            findings.error(model, task, "must have the form key embedded:deployment:" + page);
        } else if (!models.pages().containsKey(page)) {
            findings.error(model, task, "names the form " + page + ", which does not exist; correct the name");
        }
    }

    private static void checkForm(Models models, Findings findings, Model model, Xml task, String wanted) {
        String form = task.camunda("formRef");
        if (!form.equals(wanted)) {
            findings.warn(model, task, "must show the form " + wanted + " and not " + form);
        }
        boolean bound = task.camunda("formRefBinding").equals("deployment");
        if (!bound) {
            findings.warn(model, task, "must bind its form by deployment");
        }
        Optional<Form> known = models.form(form);
        if (known.isEmpty()) {
            findings.error(
                    model,
                    task,
                    "names the form " + form + ", which does not exist; correct the name, or send the form along");
        } else if (bound && !known.get().module().equals(model.module())) {
            findings.error(model, task, "binds the form " + form + " by deployment, and it is in another one");
        }
    }
}
