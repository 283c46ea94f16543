package io.tradewind.engine.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.engine.guard.Field.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.FileValue;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.SpinList;
import org.camunda.spin.json.SpinJsonNode;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was submitted with what the form allows, and says in one sentence what is wrong with the first value
 * that does not fit.
 */
final class SubmissionCheck {

    /** The engine's column for text. */
    private static final int LONGEST_TEXT = 4_000;

    /** A JSON value without a bound of its own in the form. */
    private static final int LONGEST_JSON = 20_000;

    /** Far above any amount of money or quantity, far below where a floating point number loses whole units. */
    private static final BigDecimal LARGEST_NUMBER = new BigDecimal("1000000000000000");

    private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final ObjectMapper json = new ObjectMapper();

    /**
     * Refuses what the form does not allow; takes out of {@code submitted} what the form only shows.
     *
     * @param complete whether required fields must be there, or only some values are set
     * @param present a variable as it was before, for the options of a choice
     * @param hidden whether the form would have hidden the field
     * @throws Refused naming the field
     */
    void check(
            FormRules rules,
            VariableMap submitted,
            boolean complete,
            Function<String, @Nullable Object> present,
            Predicate<Field> hidden) {
        for (String name : List.copyOf(submitted.keySet())) {
            Field field = rules.fields().get(name);
            if (field == null && isUnchanged(submitted, name, present)) {
                // an HTML form sends along what its script has read
                takeOut(submitted, name);
            } else if (field == null) {
                throw new Refused(
                        name,
                        rules.fields().isEmpty()
                                ? "'" + name + "' cannot be submitted here: there is no form that asks for it."
                                : "'" + name + "' is not a field of this form that can be filled in. Leave it out.");
            } else if (field.kind() == Kind.SHOWN) {
                takeOut(submitted, name);
            } else {
                Object value = plain(field, submitted);
                if (!isEmpty(value)) {
                    check(field, value, present);
                }
            }
        }
        if (!complete) {
            return;
        }
        for (Field field : rules.fields().values()) {
            if (field.required()
                    && field.kind() != Kind.SHOWN
                    && isMissing(field, plain(field, submitted))
                    && !hidden.test(field)) {
                throw new Refused(field.name(), field.label() + " is required. Please fill it in.");
            }
        }
    }

    /** Unread: removing it from the map itself would read a value that says it is JSON and is none. */
    private static void takeOut(VariableMap submitted, String name) {
        submitted.keySet().remove(name);
    }

    private boolean isUnchanged(VariableMap submitted, String name, Function<String, @Nullable Object> present) {
        Object before = present.apply(name);
        Object now = plain(Field.named(name, Kind.ANY).build(), submitted);
        if (before == null || now == null) {
            return before == now;
        }
        if (now instanceof JsonNode node) {
            try {
                return node.equals(json.readTree(before.toString()));
            } catch (JsonProcessingException e) {
                return false;
            }
        }
        return now.toString().equals(before.toString());
    }

    /** The value without the engine's wrapping; what no form can send is refused. */
    private @Nullable Object plain(Field field, VariableMap submitted) {
        if (!submitted.containsKey(field.name())) {
            return null;
        }
        TypedValue typed = submitted.getValueTyped(field.name());
        if (typed instanceof FileValue) {
            if (field.kind() != Kind.FILE) {
                throw refused(field, "does not take a file.");
            }
            return typed;
        }
        if (typed instanceof JsonValue value) {
            String serialized = value.getValueSerialized();
            return jsonOf(
                    field,
                    serialized != null || value.getValue() == null
                            ? serialized
                            : value.getValue().toString());
        }
        if (typed instanceof SerializableValue serialized && !serialized.isDeserialized()) {
            throw refused(field, "cannot be sent as a serialized object.");
        }
        Object value = typed == null ? null : typed.getValue();
        if (value instanceof SpinJsonNode || value instanceof SpinList<?>) {
            return jsonOf(field, value.toString());
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return json.valueToTree(value);
        }
        if (value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Date) {
            return value;
        }
        throw refused(field, "has a type that no form sends.");
    }

    private @Nullable JsonNode jsonOf(Field field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        int longest = field.maxLength() != null ? field.maxLength() : LONGEST_JSON;
        if (text.length() > longest) {
            throw refused(field, "is too long. Send less, at most %,d characters.".formatted(longest));
        }
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw refused(field, "is not valid JSON.");
        }
    }

    private void check(Field field, Object value, Function<String, @Nullable Object> present) {
        if (value instanceof JsonNode node && !isStorable(node) || value instanceof String text && !Texts.clean(text)) {
            throw refused(field, "contains characters that cannot be printed. Remove them.");
        }
        switch (field.kind()) {
            case TEXT -> checkText(field, expectText(field, value, "text"));
            case NUMBER -> checkNumber(field, value);
            case YES_NO -> {
                if (!(value instanceof Boolean)) {
                    throw refused(field, "must be yes or no.");
                }
            }
            case CHOICE -> {
                if (value instanceof JsonNode || value instanceof Date) {
                    throw refused(field, "takes one choice only.");
                }
                checkLength(field, value.toString());
                checkOption(field, value.toString(), options(field, present));
            }
            case CHOICES -> {
                if (!(value instanceof JsonNode list) || !list.isArray()) {
                    throw refused(field, "must be a list of choices.");
                }
                Set<String> options = options(field, present);
                list.forEach(choice -> {
                    checkLength(field, CamundaFormReader.optionValue(choice));
                    checkOption(field, CamundaFormReader.optionValue(choice), options);
                });
            }
            case DATE -> {
                if (!(value instanceof Date)) {
                    checkDay(field, expectText(field, value, "a date like 2026-12-31"));
                }
            }
            case TIME -> checkTime(field, value, "a time like 14:30", List.of(LocalTime::parse, OffsetTime::parse));
            case DATE_TIME -> {
                if (!(value instanceof Date)) {
                    checkTime(
                            field,
                            value,
                            "a date and time like 2026-12-31T14:30",
                            List.of(LocalDateTime::parse, OffsetDateTime::parse, LocalDate::parse));
                }
            }
            case JSON -> {
                if (!(value instanceof JsonNode)) {
                    throw refused(field, "must be sent as JSON.");
                }
            }
            case FILE -> {
                if (!(value instanceof FileValue)) {
                    throw refused(field, "must be a file.");
                }
            }
            case ANY, SHOWN -> {}
        }
    }

    private static String expectText(Field field, Object value, String what) {
        if (value instanceof String text) {
            return text;
        }
        throw refused(field, "must be " + what + ".");
    }

    private static void checkText(Field field, String text) {
        checkLength(field, text);
        if (field.pattern() != null && !fits(field, field.pattern(), text)) {
            throw refused(
                    field,
                    "must be "
                            + (field.patternSays() != null
                                    ? field.patternSays()
                                    : "written in the form " + field.pattern().pattern())
                            + ".");
        }
    }

    private static boolean fits(Field field, Pattern pattern, String text) {
        try {
            return BoundedText.holds(pattern, text);
        } catch (BoundedText.TooLong tooLong) {
            throw refused(field, "cannot be checked as it is written; make it shorter and simpler.");
        }
    }

    private static void checkLength(Field field, String text) {
        int longest = Math.min(LONGEST_TEXT, field.maxLength() == null ? LONGEST_TEXT : field.maxLength());
        if (text.length() > longest) {
            throw refused(
                    field, "must be at most %,d characters long; these are %,d.".formatted(longest, text.length()));
        }
        if (field.minLength() != null && text.length() < field.minLength()) {
            throw refused(field, "must be at least %,d characters long.".formatted(field.minLength()));
        }
        boolean clean =
                text.codePoints().allMatch(c -> !Character.isISOControl(c) || c == '\n' || c == '\r' || c == '\t');
        if (!clean) {
            throw refused(field, "contains characters that cannot be printed. Remove them.");
        }
    }

    private static void checkNumber(Field field, Object value) {
        BigDecimal number;
        try {
            if (!(value instanceof Number || value instanceof String)) {
                throw new NumberFormatException();
            }
            String text = value.toString().strip();
            if (text.length() > 40) {
                throw new NumberFormatException();
            }
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw refused(field, "must be a number.");
        }
        // before any arithmetic: 1e999999999 is a short text and an endless number
        if (Math.abs((long) number.scale()) > 30 || number.abs().compareTo(LARGEST_NUMBER) > 0) {
            throw refused(field, "is too large or has too many digits.");
        }
        if (field.min() != null && number.compareTo(field.min()) < 0) {
            throw refused(field, "must be at least " + field.min().toPlainString() + ".");
        }
        if (field.max() != null && number.compareTo(field.max()) > 0) {
            throw refused(field, "must be at most " + field.max().toPlainString() + ".");
        }
        if (field.decimals() != null && number.stripTrailingZeros().scale() > field.decimals()) {
            throw refused(
                    field,
                    field.decimals() == 0
                            ? "must be a whole number."
                            : "must have at most " + field.decimals() + " decimal places.");
        }
    }

    private static void checkOption(Field field, String choice, @Nullable Set<String> options) {
        if (options != null && !options.contains(choice)) {
            throw refused(field, "must be one of the choices offered; choose again from the list.");
        }
    }

    private @Nullable Set<String> options(Field field, Function<String, @Nullable Object> present) {
        if (field.optionsVariable() == null) {
            return field.options();
        }
        Object variable = present.apply(field.optionsVariable());
        Set<String> options = new TreeSet<>();
        if (variable != null) {
            try {
                JsonNode list = variable instanceof Collection<?> && !(variable instanceof SpinList<?>)
                        ? json.valueToTree(variable)
                        : json.readTree(variable.toString());
                list.forEach(option -> options.add(CamundaFormReader.optionValue(option)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(
                        "Variable '" + field.optionsVariable() + "' should list the choices of '" + field.name()
                                + "' as JSON",
                        e);
            }
        }
        return options;
    }

    private static void checkDay(Field field, String text) {
        try {
            if (!Days.isPlausible(LocalDate.parse(text))) {
                throw refused(field, "must be a day between 1900 and 2100.");
            }
        } catch (DateTimeException noDay) {
            throw refused(
                    field,
                    ISO_DAY.matcher(text).matches()
                            ? "must be a day that exists; there is no " + text + "."
                            : "must be a date like 2026-12-31.");
        }
    }

    private static boolean isStorable(JsonNode node) {
        if (node.isTextual()) {
            return Texts.clean(node.textValue());
        }
        if (node.isObject() && node.properties().stream().anyMatch(property -> !Texts.clean(property.getKey()))) {
            return false;
        }
        for (JsonNode part : node) {
            if (!isStorable(part)) {
                return false;
            }
        }
        return true;
    }

    private static void checkTime(Field field, Object value, String example, List<Function<String, Object>> readers) {
        String text = expectText(field, value, example);
        for (Function<String, Object> reader : readers) {
            try {
                reader.apply(text);
                return;
            } catch (DateTimeException notWrittenThisWay) {
                continue;
            }
        }
        throw refused(field, "must be " + example + ".");
    }

    private static Refused refused(Field field, String rest) {
        return new Refused(field.name(), field.label() + " " + rest);
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value instanceof String text && text.isEmpty()
                || value instanceof JsonNode node && node.isNull();
    }

    /** As in the browser: an unticked box and an empty list count as not filled in. */
    private static boolean isMissing(Field field, @Nullable Object value) {
        return isEmpty(value)
                || value instanceof String text && text.isBlank()
                || field.kind() == Kind.YES_NO && Boolean.FALSE.equals(value)
                || value instanceof JsonNode node && node.isArray() && node.isEmpty();
    }
}
