package io.tradewind.engine.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Asks a cell of a decision table once for each case that it can tell from others. The engine parses a cell anew and builds
 * all functions of FEEL each time that it looks at it; a cell that compares with constants needs neither, and cannot tell
 * two numbers apart between which none of its constants lies. Any other cell is asked every time. What a cell answers is
 * always FEEL's own answer, and whatever the engine writes down about a decision it writes as before.
 */
final class RememberedCells implements FeelEngineFactory, FeelEngine {

    /** Texts that no cell names, such as a customer's, are cases of their own; so that they do not fill the memory. */
    private static final int MOST = 20_000;

    /** Beyond it not every whole number is one of its own. */
    private static final double LARGEST_WHOLE = 1e15;

    private static final BigDecimal[] COMPUTES = {};

    private final FeelEngine feel = new ScalaFeelEngineFactory(List.of()).createInstance();
    private final Map<String, Plain> cells = new ConcurrentHashMap<>();
    private final Map<Case, Answer> answers = new ConcurrentHashMap<>();

    /** What is known of a cell by its text alone. */
    private record Plain(boolean compares, boolean isConstant, boolean isName, BigDecimal[] constants) {

        static Plain of(String cell) {
            String stripped = cell.strip();
            boolean compares = PlainCells.compares(cell);
            boolean constant = PlainCells.isConstant(stripped);
            return new Plain(
                    compares, constant, !constant && PlainCells.isName(stripped), compares ? numbers(cell) : COMPUTES);
        }
    }

    private record Case(String cell, @Nullable Object told) {}

    private record Answer(@Nullable Object value) {}

    @Override
    public FeelEngine createInstance() {
        return this;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    public <T> T evaluateSimpleExpression(String cell, VariableContext variables) {
        Plain plain = plain(cell);
        if (plain.isConstant()) {
            return (T) remembered(new Case(cell, Case.class), () -> feel.evaluateSimpleExpression(cell, variables));
        }
        if (plain.isName() && variables.containsVariable(cell.strip())) {
            Object value = value(variables, cell.strip());
            if (value instanceof String || value instanceof Boolean) {
                return (T) value;
            }
            if (value instanceof Integer || value instanceof Long) {
                return (T) (Long) ((Number) value).longValue();
            }
            if (value instanceof Double number && Math.abs(number) < LARGEST_WHOLE) {
                return (T) (number == Math.rint(number) ? (Object) number.longValue() : number);
            }
        }
        return feel.evaluateSimpleExpression(cell, variables);
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext variables) {
        Plain plain = plain(cell);
        if (plain.compares() && variables.containsVariable(input)) {
            Object value = value(variables, input);
            Object told = place(value, plain.constants());
            if (value == null || told != null) {
                return (Boolean)
                        remembered(new Case(cell, told), () -> feel.evaluateSimpleUnaryTests(cell, input, variables));
            }
        }
        return feel.evaluateSimpleUnaryTests(cell, input, variables);
    }

    @SuppressWarnings("NullAway") // FEEL's null is the cell's
    private Object remembered(Case asked, Supplier<@Nullable Object> answer) {
        Answer known = answers.get(asked);
        if (known == null) {
            known = new Answer(answer.get());
            if (answers.size() < MOST) {
                answers.put(asked, known);
            }
        }
        return known.value();
    }

    private Plain plain(String cell) {
        Plain known = cells.get(cell);
        if (known == null) {
            known = Plain.of(cell);
            if (cells.size() < MOST) {
                cells.put(cell, known);
            }
        }
        return known;
    }

    private static @Nullable Object value(VariableContext variables, String name) {
        TypedValue value = variables.resolve(name);
        return value == null ? null : value.getValue();
    }

    /** A text or a truth itself; of a number, between which constants it lies or on which; nothing of anything else. */
    private static @Nullable Object place(@Nullable Object value, BigDecimal[] bounds) {
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Long
                || value instanceof Integer
                || value instanceof BigDecimal
                || (value instanceof Double number && Double.isFinite(number))) {
            int found = Arrays.binarySearch(bounds, new BigDecimal(value.toString()));
            return found >= 0 ? 2 * found + 1 : 2 * (-found - 1);
        }
        return null;
    }

    private static BigDecimal[] numbers(String cell) {
        List<BigDecimal> numbers = new ArrayList<>();
        Matcher constant = PlainCells.TEXTS_AND_NUMBERS.matcher(cell);
        while (constant.find()) {
            if (!constant.group().startsWith("\"")) {
                numbers.add(new BigDecimal(constant.group()));
            }
        }
        return numbers.stream().sorted().toArray(BigDecimal[]::new);
    }
}
