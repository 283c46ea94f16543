package io.tradewind.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.engine.Refused;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a file's columns become our fields, as the person states it.
 *
 * @param columns our field → their column; a blank column leaves the field out
 * @param values our field → their value → our value, e.g. stages of another CRM
 */
record Mapping(
        Map<String, String> columns,
        Map<String, Map<String, String>> values,
        @Nullable String dateFormat,
        @Nullable Character decimalPoint,
        @Nullable Character separator,
        @Nullable Charset encoding) {

    private static final Set<String> SETTINGS = Set.of("dateFormat", "decimal", "separator", "encoding");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Mapping of(@Nullable String json, String kind, List<Field> fields) {
        Map<String, String> columns = new HashMap<>();
        Map<String, Map<String, String>> values = new HashMap<>();
        Map<String, String> settings = new HashMap<>();
        if (json != null && !json.isBlank()) {
            tree(json).properties().forEach(entry -> {
                String name = entry.getKey();
                JsonNode value = entry.getValue();
                Optional<Field> field =
                        fields.stream().filter(f -> f.name().equals(name)).findFirst();
                if (field.isPresent()) {
                    if (value.isObject()) {
                        readObject(name, value, columns, values);
                    } else {
                        columns.put(name, text(name, value));
                    }
                } else if (SETTINGS.contains(name)) {
                    settings.put(name, text(name, value));
                } else {
                    throw new Refused(
                            "mapping",
                            "The mapping names '" + Values.shown(name) + "', which is no field of " + kind
                                    + ". Its fields are " + names(fields) + ", its settings "
                                    + String.join(", ", new TreeSet<>(SETTINGS)) + ".");
                }
            });
        }
        return new Mapping(
                Map.copyOf(columns),
                Map.copyOf(values),
                settings.get("dateFormat"),
                character(settings, "decimal", ".,"),
                character(settings, "separator", ",;\t|"),
                charset(settings.get("encoding")));
    }

    /** Of a format that writes as the standard says. */
    static Mapping ofFormat() {
        return new Mapping(Map.of(), Map.of(), null, '.', null, null);
    }

    static String names(List<Field> fields) {
        return String.join(", ", fields.stream().map(Field::name).toList());
    }

    private static JsonNode tree(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw new Refused(
                "mapping",
                "The mapping is not a JSON object; write our field and their column, for example"
                        + " {\"companyName\": \"Account\"}.");
    }

    private static void readObject(
            String name, JsonNode node, Map<String, String> columns, Map<String, Map<String, String>> values) {
        node.properties().forEach(entry -> {
            switch (entry.getKey()) {
                case "column" -> columns.put(name, text(name, entry.getValue()));
                case "values" -> {
                    if (!entry.getValue().isObject()) {
                        throw new Refused("mapping", "'values' of " + name + " must map their value to ours.");
                    }
                    Map<String, String> translation = new HashMap<>();
                    entry.getValue()
                            .properties()
                            .forEach(pair ->
                                    translation.put(Field.normalized(pair.getKey()), text(name, pair.getValue())));
                    values.put(name, Map.copyOf(translation));
                }
                default ->
                    throw new Refused(
                            "mapping",
                            "The mapping of " + name + " knows 'column' and 'values', not '"
                                    + Values.shown(entry.getKey()) + "'.");
            }
        });
    }

    private static String text(String name, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new Refused("mapping", "The mapping of '" + name + "' must be a text: the heading of a column.");
        }
        return value.asText();
    }

    private static @Nullable Character character(Map<String, String> settings, String name, String allowed) {
        String value = settings.get(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() != 1 || allowed.indexOf(value.charAt(0)) < 0) {
            throw new Refused(
                    "mapping",
                    "'" + name + "' in the mapping must be one of "
                            + String.join(" ", allowed.replace("\t", "").split(""))
                            + (allowed.contains("\t") ? " or a tab" : "")
                            + ".");
        }
        return value.charAt(0);
    }

    private static @Nullable Charset charset(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            return Charset.forName(name.strip());
        } catch (IllegalArgumentException e) {
            throw new Refused("mapping", "'" + Values.shown(name) + "' is no encoding that is known here.");
        }
    }
}
