package io.tradewind.engine.examination;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the form of a task reads and writes.
 *
 * @param writes fields that are always submitted
 * @param mayWrite fields that the form hides sometimes
 * @param reads variable → where it is shown
 */
record FormSide(Set<String> writes, Set<String> mayWrite, Map<String, String> reads) {

    private static final Pattern IN_PAGE =
            Pattern.compile("cam-variable-name=\"(\\w+)\"|createVariable\\(\\s*\\{\\s*name:\\s*['\"](\\w+)['\"]");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern LOOP = Pattern.compile("\\{\\{#loop ([^}]*)}}.*?\\{\\{/loop}}", Pattern.DOTALL);
    private static final Set<String> COMPUTED =
            Set.of("text", "label", "description", "content", "dataSource", "valuesExpression", "source", "title");

    static FormSide of(Xml task, Models models) {
        FormSide side = new FormSide(new TreeSet<>(), new TreeSet<>(), new LinkedHashMap<>());
        if (!task.is("userTask", "startEvent")) {
            return side;
        }
        String key = task.camunda("formKey");
        if (key.startsWith("embedded:deployment:")) {
            String page = models.pages().getOrDefault(key.substring("embedded:deployment:".length()), "");
            Matcher name = IN_PAGE.matcher(page);
            while (name.find()) {
                side.writes.add(name.group(1) == null ? name.group(2) : name.group(1));
            }
        }
        Optional<Form> form = models.form(task.camunda("formRef"));
        form.ifPresent(shown -> side.collect(shown, shown.json().path("components"), false));
        form.ifPresent(shown -> {
            Set<String> own = new HashSet<>(side.writes);
            own.addAll(side.mayWrite);
            side.reads.keySet().removeAll(own);
        });
        return side;
    }

    private void collect(Form form, JsonNode components, boolean hiddenAround) {
        String by = "the form " + form.id();
        for (JsonNode field : components) {
            String hide = field.path("conditional").path("hide").asText("");
            boolean hidden = hiddenAround || !hide.isBlank();
            feel(hide, by);
            field.fields().forEachRemaining(property -> {
                if (property.getValue().isTextual() && COMPUTED.contains(property.getKey())) {
                    feel(property.getValue().asText(), by);
                    templates(property.getValue().asText(), by);
                }
            });
            String options = field.path("valuesKey").asText("");
            if (!options.isBlank()) {
                reads.putIfAbsent(options, by);
            }
            String key = field.path("key").asText("");
            if (!key.isBlank()) {
                String name = key.split("\\.")[0];
                if (field.path("disabled").asBoolean()) {
                    reads.putIfAbsent(name, by);
                } else {
                    (hidden ? mayWrite : writes).add(name);
                }
            }
            collect(form, field.path("components"), hidden);
        }
    }

    private void feel(String text, String by) {
        if (text.startsWith("=")) {
            Expressions.feelVariables(text.substring(1)).forEach(name -> reads.putIfAbsent(name, by + ": " + text));
        }
    }

    private void templates(String text, String by) {
        Matcher loop = LOOP.matcher(text);
        while (loop.find()) {
            Expressions.feelVariables(loop.group(1)).forEach(name -> reads.putIfAbsent(name, by));
        }
        Matcher part = TEMPLATE.matcher(loop.replaceAll(""));
        while (part.find()) {
            String inside = part.group(1).strip();
            if (!inside.startsWith("/")) {
                String feel = inside.replaceFirst("^#\\w+\\s*", "");
                Expressions.feelVariables(feel).forEach(name -> reads.putIfAbsent(name, by + ": " + part.group()));
            }
        }
    }
}
