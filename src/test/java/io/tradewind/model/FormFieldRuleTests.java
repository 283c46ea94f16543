package io.tradewind.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * A form has only what Tasklist 7.24 can show, and a bound for everything a person can type, because the server checks
 * what comes back against it. A list of rows loses its Complete button there and a prefilled date runs backwards west of
 * Greenwich, so neither is used.
 */
class FormFieldRuleTests extends ModelRule {

    private static final Set<String> SHOWN = Set.of("text", "html", "image", "spacer", "separator", "table", "group");
    private static final Set<String> CHOICES = Set.of("select", "radio", "checklist", "taglist");
    private static final Set<String> TYPED = Set.of("textfield", "textarea");

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        for (Models.Form form : models.forms()) {
            if (form.json().path("components").path(0).path("type").asText().matches("text|html")) {
                form.json().path("components").forEach(field -> check(findings, form, field));
            } else {
                findings.add(form.file(), "must begin with a text that says what is asked and why");
                form.json().path("components").forEach(field -> check(findings, form, field));
            }
            if (!form.json().path("executionPlatformVersion").asText().equals("7.22.0")) {
                findings.add(form.file(), "must be made for executionPlatformVersion 7.22.0, which 7.24 shows");
            }
        }
        return findings.lines();
    }

    private static void check(Findings findings, Models.Form form, JsonNode field) {
        String type = field.path("type").asText();
        String told = "field " + field.path("key").asText(field.path("id").asText()) + " ";
        field.path("components").forEach(inner -> check(findings, form, inner));
        boolean known = SHOWN.contains(type)
                || CHOICES.contains(type)
                || TYPED.contains(type)
                || Set.of("number", "checkbox", "datetime").contains(type);
        if (!known) {
            findings.add(form.file(), told + "is a " + type + ", which Tasklist 7.24 cannot show or take back");
            return;
        }
        if (SHOWN.contains(type) || field.path("disabled").asBoolean()) {
            return;
        }
        JsonNode bounds = field.path("validate");
        if (TYPED.contains(type) && !bounds.has("maxLength")) {
            findings.add(form.file(), told + "needs a maxLength");
        }
        if (type.equals("number") && !(bounds.has("min") && bounds.has("max"))) {
            findings.add(form.file(), told + "needs a min and a max");
        }
        boolean chooses = field.has("values") || field.has("valuesKey") || field.has("valuesExpression");
        if (CHOICES.contains(type) && !chooses) {
            findings.add(form.file(), told + "needs values to choose from");
        }
        if (type.equals("datetime") && field.has("defaultValue")) {
            findings.add(form.file(), told + "must not be prefilled");
        }
        if (field.path("label").asText("").isBlank()
                && field.path("dateLabel").asText("").isBlank()) {
            findings.add(form.file(), told + "needs a label");
        }
    }
}
