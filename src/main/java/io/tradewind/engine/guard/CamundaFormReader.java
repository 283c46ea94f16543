package io.tradewind.engine.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.engine.guard.Field.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a Camunda Form ({@code .form}, JSON) as Tasklist's form-js 1.8.7 does. */
final class CamundaFormReader {

    /** A text field may ask for an e-mail address or a phone number. */
    private static final Pattern EMAIL = Pattern.compile("^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$");

    private static final Pattern PHONE = Pattern.compile("^\\+?[0-9()\\-./ ]{3,30}$");

    private static final Set<String> SILENT =
            Set.of("button", "text", "html", "image", "spacer", "separator", "iframe", "table", "default");

    private final ObjectMapper json = new ObjectMapper();

    FormRules read(byte[] form) {
        try {
            Map<String, Field> fields = new LinkedHashMap<>();
            collect(json.readTree(form).path("components"), List.of(), fields);
            return new FormRules(fields);
        } catch (IOException e) {
            throw new IllegalStateException("The form is not readable as JSON", e);
        }
    }

    private void collect(JsonNode components, List<String> outerHidden, Map<String, Field> fields) {
        for (JsonNode component : components) {
            String type = component.path("type").asText();
            List<String> hidden = new ArrayList<>(outerHidden);
            String hide = component.path("conditional").path("hide").asText("");
            if (!hide.isBlank()) {
                hidden.add(hide.startsWith("=") ? hide.substring(1) : hide);
            }
            String path = component.path("path").asText("");
            if (!path.isBlank()) {
                // what stands under a path is submitted as one JSON value under the path's first part
                String name = path.split("\\.")[0];
                fields.put(name, Field.named(name, Kind.JSON).hidden(hidden).build());
            } else if (type.equals("group")) {
                collect(component.path("components"), hidden, fields);
            } else if (!SILENT.contains(type)) {
                Field field = field(component, type, hidden);
                if (field != null) {
                    fields.put(field.name(), field);
                }
            }
        }
    }

    private static @Nullable Field field(JsonNode component, String type, List<String> hidden) {
        String key = component.path("key").asText("");
        if (key.isBlank() || component.path("disabled").asBoolean(false)) {
            return null;
        }
        int dot = key.indexOf('.');
        if (dot > 0) {
            return Field.named(key.substring(0, dot), Kind.JSON).hidden(hidden).build();
        }
        // "readonly" may be an expression; then the field may be filled in
        boolean shown = component.path("readonly").isBoolean()
                && component.path("readonly").asBoolean();
        JsonNode validate = component.path("validate");
        Field.Builder field = Field.named(key, shown ? Kind.SHOWN : kind(component, type))
                .label(label(component))
                .required(validate.path("required").asBoolean(false))
                .hidden(hidden)
                .range(number(validate.path("min")), number(validate.path("max")))
                .length(whole(validate.path("minLength")), whole(validate.path("maxLength")))
                .decimals(whole(component.path("decimalDigits")))
                .passing(component.path("properties").path("kept").asText("").equals("no"));
        switch (validate.path("validationType").asText("")) {
            case "email" -> field.pattern(EMAIL, "an e-mail address like name@company.com");
            case "phone" -> field.pattern(PHONE, "a phone number like +49 30 1234567");
            default -> field.pattern(compiled(validate.path("pattern").asText("")), null);
        }
        String optionsVariable = component.path("valuesKey").asText("");
        if (!optionsVariable.isBlank()) {
            field.options(null, optionsVariable);
        } else if (component.path("values").isArray() && !component.has("valuesExpression")) {
            Set<String> options = new LinkedHashSet<>();
            component.path("values").forEach(option -> options.add(optionValue(option)));
            field.options(options, null);
        }
        return field.build();
    }

    private static Kind kind(JsonNode component, String type) {
        return switch (type) {
            case "number" -> Kind.NUMBER;
            case "checkbox" -> Kind.YES_NO;
            case "select", "radio" -> Kind.CHOICE;
            case "checklist", "taglist" -> Kind.CHOICES;
            case "datetime" ->
                switch (component.path("subtype").asText("date")) {
                    case "time" -> Kind.TIME;
                    case "datetime" -> Kind.DATE_TIME;
                    default -> Kind.DATE;
                };
            case "dynamiclist" -> Kind.JSON;
            case "expression" -> Kind.SHOWN;
            default -> Kind.TEXT;
        };
    }

    private static @Nullable String label(JsonNode component) {
        for (String name : new String[] {"label", "dateLabel", "timeLabel"}) {
            String text = component.path(name).asText("");
            if (!text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    static String optionValue(JsonNode option) {
        return option.isObject() ? option.path("value").asText() : option.asText();
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        try {
            return node.isNumber() || node.isTextual() && !node.asText().isBlank()
                    ? new BigDecimal(node.asText().strip())
                    : null;
        } catch (NumberFormatException computed) {
            return null;
        }
    }

    private static @Nullable Integer whole(JsonNode node) {
        BigDecimal number = number(node);
        return number == null ? null : number.intValue();
    }

    static @Nullable Pattern compiled(String expression) {
        if (expression.isBlank()) {
            return null;
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException onlyInTheBrowser) {
            return null;
        }
    }
}
