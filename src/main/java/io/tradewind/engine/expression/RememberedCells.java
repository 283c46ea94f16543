package io.tradewind.engine.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Asks a cell of a decision table, or the condition of a form's field, once for each case that it can tell from others. FEEL
 * parses a text anew and builds all its functions each time; a cell that compares with constants needs neither, and cannot
 * tell two numbers apart between which none of its constants lies. Any other expression can tell apart what the variables
 * that it names hold; where that is more than a text, a number or a truth, or where it asks for the time, it is asked every
 * time. What is answered is always FEEL's own answer, and whatever the engine writes down about a decision it writes as
 * before.
 */
public final class RememberedCells implements FeelEngineFactory, FeelEngine {

    /** Texts that no cell names, such as a customer's, are cases of their own; when there are so many, it begins anew. */
    private static final int MOST = 20_000;

    /** Beyond it not every whole number is one of its own. */
    private static final double LARGEST_WHOLE = 1e15;

    /** A longer text is not remembered. */
    private static final int LONGEST = 200;

    private static final BigDecimal[] COMPUTES = {};

    private static final Object ABSENT = new Object();
    private static final Object NOTHING = new Object();

    /** Written so that every name is one of {@link #NAMES}: no quoted name, no letter beyond ASCII, no time, no chance. */
    private static final Pattern PURE = Pattern.compile(
            "(?!.*(?:now|today|random)\\b)[\\x20-\\x7E\\s&&[^`]]*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** Without looking back: no text is too long for the stack. */
    private static final Pattern NAMES = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|[A-Za-z_$][\\w$]*");

    private static final Set<String> WORDS = Set.of(
            "and",
            "or",
            "not",
            "if",
            "then",
            "else",
            "null",
            "true",
            "false",
            "in",
            "between",
            "for",
            "return",
            "some",
            "every",
            "satisfies",
            "instance",
            "of",
            "function");

    private final Map<String, Plain> cells = new ConcurrentHashMap<>();
    private final Map<Case, Answer> answers = new ConcurrentHashMap<>();

    /** One for all, made when a text is first asked: it keeps nothing, and a start need not load Scala for it. */
    private static final class Feel {
        static final FeelEngine ENGINE = new ScalaFeelEngineFactory(List.of()).createInstance();
    }

    /**
     * What is known of a text by itself.
     *
     * @param names of the variables that an expression may look at; nothing where it may look at more
     */
    private record Plain(boolean compares, boolean isName, BigDecimal[] constants, @Nullable List<String> names) {

        static Plain of(String cell) {
            String stripped = cell.strip();
            boolean compares = PlainCells.compares(cell);
            return new Plain(
                    compares,
                    !WORDS.contains(stripped) && PlainCells.isName(stripped),
                    compares ? numbers(cell) : COMPUTES,
                    PURE.matcher(cell).matches() ? namesIn(cell) : null);
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
        List<Object> told = plain.names() == null ? null : told(plain.names(), variables);
        return told == null
                ? Feel.ENGINE.evaluateSimpleExpression(cell, variables)
                : (T) remembered(new Case(cell, told), () -> Feel.ENGINE.evaluateSimpleExpression(cell, variables));
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext variables) {
        Plain plain = plain(cell);
        if (plain.compares() && variables.containsVariable(input)) {
            Object value = value(variables, input);
            Object told = place(value, plain.constants());
            if (value == null || told != null) {
                return (Boolean) remembered(
                        new Case(cell, told), () -> Feel.ENGINE.evaluateSimpleUnaryTests(cell, input, variables));
            }
        }
        return Feel.ENGINE.evaluateSimpleUnaryTests(cell, input, variables);
    }

    @SuppressWarnings("NullAway") // FEEL's null is the cell's
    private Object remembered(Case asked, Supplier<@Nullable Object> answer) {
        Answer known = answers.get(asked);
        if (known == null) {
            known = new Answer(answer.get());
            if (answers.size() >= MOST) {
                answers.clear();
            }
            answers.put(asked, known);
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

    /** What these variables hold; nothing if one holds what can be told apart by more than itself. */
    private static @Nullable List<Object> told(List<String> names, VariableContext variables) {
        List<Object> told = new ArrayList<>(names.size());
        for (String name : names) {
            if (!variables.containsVariable(name)) {
                told.add(ABSENT);
                continue;
            }
            Object value = value(variables, name);
            if (value == null) {
                told.add(NOTHING);
            } else if (value instanceof Boolean
                    || value instanceof Integer
                    || value instanceof Long
                    || value instanceof Double
                    || (value instanceof String text && text.length() <= LONGEST)) {
                told.add(value);
            } else {
                return null;
            }
        }
        return told;
    }

    private static List<String> namesIn(String expression) {
        return NAMES.matcher(expression)
                .results()
                .map(MatchResult::group)
                .filter(name -> !name.startsWith("\"") && !WORDS.contains(name))
                .distinct()
                .toList();
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
