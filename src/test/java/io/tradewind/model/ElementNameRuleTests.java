package io.tradewind.model;

import io.tradewind.engine.examination.Form;
import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.Xml;
import java.util.List;
import java.util.Locale;

/**
 * Everything is found by its name: file stem = process or decision id, task id = its name in kebab case, form id = file
 * stem. An id that a tool made up says nothing in a log.
 */
class ElementNameRuleTests extends ModelRule {

    private static final String KEBAB = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            for (Xml process : model.all("process")) {
                if (!process.id().equals(model.stem())) {
                    findings.add(model, process, "must be called like its file, " + model.stem());
                }
                if (process.name().isEmpty()) {
                    findings.add(model, process, "needs a name in words");
                }
                process.descendants().stream()
                        .filter(element -> !element.id().isEmpty())
                        .forEach(element -> check(findings, model, element));
            }
        }
        for (Model model : models.decisions()) {
            List<Xml> decisions = model.all("decision");
            if (decisions.stream().noneMatch(decision -> decision.id().equals(model.stem()))) {
                findings.add(model.file(), "must hold a decision called like its file, " + model.stem());
            }
            decisions.stream()
                    .filter(decision -> !decision.id().matches(KEBAB))
                    .forEach(decision -> findings.add(model, decision, "needs an id in kebab case"));
        }
        for (Form form : models.forms()) {
            if (!form.json().path("id").asText().equals(form.stem())) {
                findings.add(form.file(), "the form's id must be that of its file, " + form.stem());
            }
        }
        return findings.lines();
    }

    private static void check(Findings findings, Model model, Xml element) {
        if (!element.id().matches(KEBAB)) {
            findings.add(model, element, "needs an id in kebab case");
        }
        boolean task = element.kind().endsWith("Task") || element.is("callActivity");
        if (task && !kebab(element.name()).equals(kebab(element.id()))) {
            findings.add(model, element, "must have the id of its name, " + kebab(element.name()));
        }
    }

    /** Little words are left out. */
    private static String kebab(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("\\b(it|the|an|a)\\b", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
