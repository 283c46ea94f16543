package io.tradewind.engine.variables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.spin.SpinList;
import org.camunda.spin.json.SpinJsonNode;
import org.camunda.spin.plugin.variable.SpinValues;
import org.jspecify.annotations.Nullable;

/**
 * A process variable that knows its name and type: the same constant reads and writes it everywhere.
 *
 * <p>Forms change a variable's engine type with its value (a whole number becomes an Integer, 12.5 a Double), so reading
 * is lenient where nothing is lost and fails with the variable's name where something would be.
 *
 * @param <T> the Java type
 */
public final class Variable<T> {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final String name;
    private final Function<Object, T> reader;
    private final Function<T, Object> writer;

    private Variable(String name, Function<Object, T> reader, Function<T, Object> writer) {
        this.name = name;
        this.reader = reader;
        this.writer = writer;
    }

    /** Text of at most 4,000 characters. */
    public static Variable<String> text(String name) {
        return new Variable<>(name, String.class::cast, value -> value);
    }

    /**
     * Words from outside that a form shows as part of its text: stored so that nothing in them becomes a link, a picture
     * or a heading there; Java reads the words as they were.
     */
    public static Variable<String> shown(String name) {
        return new Variable<>(name, value -> Shown.words(String.class.cast(value)), Shown::plain);
    }

    /** A whole number, stored as Long. */
    public static Variable<Long> whole(String name) {
        return new Variable<>(
                name,
                value -> value instanceof String s
                        ? Long.valueOf(s.trim())
                        : new BigDecimal(value.toString()).longValueExact(),
                value -> value);
    }

    /** Yes or no. */
    public static Variable<Boolean> flag(String name) {
        return new Variable<>(name, Boolean.class::cast, value -> value);
    }

    /** An exact decimal, stored as plain text: money and shares never meet floating point. */
    public static Variable<BigDecimal> money(String name) {
        return new Variable<>(name, value -> new BigDecimal(value.toString().trim()), BigDecimal::toPlainString);
    }

    /** A calendar day, stored as ISO text. */
    public static Variable<LocalDate> date(String name) {
        return new Variable<>(name, value -> LocalDate.parse(value.toString()), LocalDate::toString);
    }

    /** A list or record that a form shows, stored as JSON. */
    public static <T> Variable<T> json(String name, Class<T> type) {
        return new Variable<>(name, value -> parse(value, type), value -> SpinValues.jsonValue(print(value))
                .create());
    }

    /** The name in the model. */
    public String name() {
        return name;
    }

    /**
     * @throws MissingVariable if there is none
     * @throws WrongVariable if it is of another type
     */
    public T get(VariableScope scope) {
        return find(scope).orElseThrow(() -> new MissingVariable(name));
    }

    /** @throws WrongVariable if it is of another type */
    public Optional<T> find(VariableScope scope) {
        Object value = scope.getVariable(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(value));
        } catch (ClassCastException | ArithmeticException | NumberFormatException | DateTimeParseException e) {
            throw new WrongVariable(name, value, e);
        }
    }

    public void set(VariableScope scope, @Nullable T value) {
        scope.setVariable(name, value == null ? null : writer.apply(value));
    }

    public void setLocal(VariableScope scope, @Nullable T value) {
        scope.setVariableLocal(name, value == null ? null : writer.apply(value));
    }

    /** An entry for the map a process is started or woken with. */
    public Map.Entry<String, Object> of(T value) {
        return new SimpleImmutableEntry<>(name, writer.apply(value));
    }

    private static <T> T parse(Object value, Class<T> type) {
        try {
            String text = value instanceof SpinJsonNode || value instanceof SpinList<?>
                    ? value.toString()
                    : value instanceof String s ? s : JSON.writeValueAsString(value);
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new ClassCastException(e.getOriginalMessage());
        }
    }

    private static String print(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
