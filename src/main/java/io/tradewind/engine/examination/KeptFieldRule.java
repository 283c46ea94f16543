package io.tradewind.engine.examination;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A field with the property {@code kept} = {@code no} is gone when its task is complete, so a step must take it before
 * anything waits: the next one, or the next behind gateways.
 */
public final class KeptFieldRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Form form : models.forms()) {
            for (JsonNode field : form.components()) {
                String kept = field.path("properties").path("kept").asText("no");
                if (!kept.equals("no")) {
                    findings.error(
                            form.file(),
                            "field " + field.path("key").asText() + " has the property kept = " + kept
                                    + "; write no, or take the property away");
                }
            }
        }
        for (Model model : models.processes()) {
            for (Xml asked : model.all("userTask", "startEvent")) {
                models.form(asked.camunda("formRef"))
                        .filter(KeptFieldRule::hasPassing)
                        .ifPresent(form -> check(findings, model, asked, form));
            }
        }
        return findings.list();
    }

    private static void check(Findings findings, Model model, Xml asked, Form form) {
        if (asked.is("startEvent")) {
            findings.error(
                    model, asked, "shows the form " + form.id() + " with a field that is not kept; only a task can");
        } else if (!isTaken(model, asked, new HashSet<>())) {
            findings.error(
                    model,
                    asked,
                    "shows the form " + form.id()
                            + " with a field that is not kept, and something waits before a step takes it; let a step"
                            + " follow that does not begin in the background");
        }
    }

    private static boolean hasPassing(Form form) {
        return form.components().stream()
                .anyMatch(
                        field -> field.path("properties").path("kept").asText().equals("no"));
    }

    /** Whether some way from here comes to a step of the application before it comes to something that waits. */
    private static boolean isTaken(Model model, Xml from, Set<String> been) {
        if (from.camunda("asyncAfter").equals("true") || !been.add(from.id())) {
            return false;
        }
        return model.all("sequenceFlow").stream()
                .filter(flow -> flow.get("sourceRef").equals(from.id()))
                .flatMap(flow -> model.everything().stream()
                        .filter(element -> element.id().equals(flow.get("targetRef"))))
                .filter(next -> !next.camunda("asyncBefore").equals("true"))
                .anyMatch(next -> next.is("serviceTask")
                        || next.is("exclusiveGateway", "inclusiveGateway", "parallelGateway")
                                && isTaken(model, next, been));
    }
}
