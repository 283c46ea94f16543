package io.tradewind.engine.expression;

import java.lang.reflect.Array;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.spin.json.SpinJsonNode;

/**
 * What an expression in a model may touch: our own process beans, plain values, the rows of a decision, JSON, and of the
 * running step its names and variables. Everything else, the engine's own services and Java's reflection before all, is
 * refused, so that a diagram is never a way to run code.
 */
final class AllowedCalls {

    private static final Set<String> OF_A_STEP = Set.of(
            "id",
            "name",
            "eventName",
            "processInstanceId",
            "processDefinitionId",
            "processBusinessKey",
            "businessKey",
            "currentActivityId",
            "currentActivityName",
            "activityInstanceId",
            "taskDefinitionKey",
            "assignee",
            "owner",
            "dueDate",
            "priority",
            "variable",
            "variableLocal",
            "variables",
            "hasVariable",
            "hasVariableLocal");

    private static final Set<String> OF_JSON = Set.of(
            "prop",
            "hasProp",
            "elements",
            "stringValue",
            "numberValue",
            "boolValue",
            "value",
            "fieldNames",
            "isArray",
            "isBoolean",
            "isNull",
            "isNumber",
            "isObject",
            "isString",
            "isValue",
            "toString");

    private AllowedCalls() {}

    /**
     * Whether this property or method may be used.
     *
     * @param base what it is asked of
     */
    static boolean allows(Object base, String member) {
        String name = plain(member);
        if (!isHarmless(member)) {
            return false;
        }
        if (base instanceof VariableScope) {
            return isOfStep(member);
        }
        if (base instanceof SpinJsonNode) {
            return OF_JSON.contains(name) || OF_JSON.contains(member);
        }
        return base.getClass().getName().startsWith("io.tradewind.") || isValue(base);
    }

    static boolean isOfStep(String member) {
        return OF_A_STEP.contains(plain(member)) || OF_A_STEP.contains(member);
    }

    static boolean isHarmless(String member) {
        String name = plain(member);
        return !name.equals("class") && !name.equals("declaringClass");
    }

    private static boolean isValue(Object base) {
        return base instanceof CharSequence
                || base instanceof Number
                || base instanceof Boolean
                || base instanceof Character
                || base instanceof Enum<?>
                || base instanceof Date
                || base instanceof Temporal
                || base instanceof TemporalAmount
                || base instanceof Collection<?>
                || base instanceof Map<?, ?>
                || base instanceof DmnDecisionResultEntries
                || base instanceof DmnDecisionRuleResult
                || isArray(base);
    }

    private static boolean isArray(Object base) {
        return base.getClass().isArray() && Array.getLength(base) >= 0;
    }

    /** {@code getVariable} and {@code variable} are the same member. */
    private static String plain(String member) {
        return member.length() > 3 && member.startsWith("get") && Character.isUpperCase(member.charAt(3))
                ? Character.toLowerCase(member.charAt(3)) + member.substring(4)
                : member;
    }
}
