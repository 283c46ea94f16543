package io.tradewind.engine.guard;

import io.tradewind.engine.expression.RememberedCells;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the conditions under which a form hides a field, with what was submitted and what was there before. The
 * browser's FEEL is another one than the server's: a condition that does not come out as a clear yes or no here counts
 * as hidden, because nobody may be asked for what they could not see.
 */
final class HiddenFields {

    private final FeelEngine feel = new RememberedCells().createInstance();

    Predicate<Field> in(VariableMap submitted, Function<String, @Nullable Object> present) {
        VariableContext values = new VariableContext() {

            @Override
            public TypedValue resolve(String name) {
                if (submitted.containsKey(name)) {
                    return submitted.getValueTyped(name);
                }
                return Variables.untypedValue(present.apply(name));
            }

            @Override
            public boolean containsVariable(String name) {
                return submitted.containsKey(name) || present.apply(name) != null;
            }

            @Override
            public Set<String> keySet() {
                return submitted.keySet();
            }
        };
        return field -> field.hidden().stream().anyMatch(condition -> holds(condition, values));
    }

    private boolean holds(String condition, VariableContext values) {
        try {
            Object result = feel.evaluateSimpleExpression(condition, values);
            return !Boolean.FALSE.equals(result);
        } catch (RuntimeException unclear) {
            return true;
        }
    }
}
