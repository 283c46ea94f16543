package io.tradewind.engine.examination;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A form has only what Tasklist 7.24 can show, and a bound for everything a person can type, because the server checks
 * what comes back against it. A list of rows loses its Complete button there and a prefilled date runs backwards west of
 * Greenwich, so neither is used.
 */
public final class FormFieldRule implements Rule {

    private static final Set<String> SHOWN = Set.of("text", "html", "image", "spacer", "separator", "table", "group");
    private static final Set<String> CHOICES = Set.of("select", "radio", "checklist", "taglist");
    private static final Set<String> TYPED = Set.of("textfield", "textarea");

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Form form : models.forms()) {
            if (!form.json().path("components").path(0).path("type").asText().matches("text|html")) {
                findings.warn(form.file(), "must begin with a text that says what is asked and why");
            }
            form.components().forEach(field -> check(findings, form, field));
            if (form.json().path("executionPlatform").asText("Camunda Platform").contains("Cloud")) {
                findings.error(form.file(), "is made for Camunda 8; make it as a Camunda 7 form");
            }
            // 7.24 shows forms with the same library as 7.22, and Modeler offers no later one
            if (!form.json().path("executionPlatformVersion").asText().matches("7\\.(19|2[0-4])\\.0")) {
                findings.warn(form.file(), "must be made for executionPlatformVersion 7.22.0, which 7.24 shows");
            }
            Set<String> keys = new HashSet<>();
            form.components().stream()
                    .map(field -> field.path("key").asText())
                    .filter(key -> !key.isEmpty() && !keys.add(key))
                    .forEach(key -> findings.error(
                            form.file(), "has two fields with the key " + key + "; only one would be kept"));
        }
        return findings.list();
    }

    private static void check(Findings findings, Form form, JsonNode field) {
        String type = field.path("type").asText();
        String told = "field " + field.path("key").asText(field.path("id").asText()) + " ";
        boolean known = SHOWN.contains(type)
                || CHOICES.contains(type)
                || TYPED.contains(type)
                || Set.of("number", "checkbox", "datetime").contains(type);
        if (type.equals("default") && field.has("components")) {
            return;
        }
        if (!known) {
            findings.error(
                    form.file(),
                    told + "is a " + type
                            + ", which Tasklist 7.24 cannot show or take back; take a text field, text area, number, checkbox, radio or select");
            return;
        }
        if (SHOWN.contains(type) || field.path("disabled").asBoolean()) {
            return;
        }
        if (field.path("key").asText().isBlank()) {
            findings.error(form.file(), told + "needs a key: the name under which its answer reaches the process");
        }
        JsonNode bounds = field.path("validate");
        if (TYPED.contains(type) && !bounds.has("maxLength")) {
            findings.error(form.file(), told + "needs a maxLength");
        }
        if (type.equals("number") && !(bounds.has("min") && bounds.has("max"))) {
            findings.error(form.file(), told + "needs a min and a max");
        }
        boolean chooses = field.has("values") || field.has("valuesKey") || field.has("valuesExpression");
        if (CHOICES.contains(type) && !chooses) {
            findings.error(form.file(), told + "needs values to choose from");
        }
        if (type.equals("datetime") && field.has("defaultValue")) {
            findings.error(form.file(), told + "must not be prefilled");
        }
        if (field.path("label").asText("").isBlank()
                && field.path("dateLabel").asText("").isBlank()) {
            findings.warn(form.file(), told + "needs a label");
        }
    }
}
