package io.tradewind.engine.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Asks a table once for each case that it can tell from others. A table whose cells compare an input with constants cannot
 * tell two numbers apart between which none of its constants lies; so a million prices are a few dozen cases. A table in
 * which a cell computes or names another variable may tell anything apart, even one moment from another; it is asked every
 * time.
 */
final class RememberedTable {

    /** Texts that no cell names, such as a customer's, are cases of their own; so that they do not fill the memory. */
    private static final int MOST = 10_000;

    private final Function<Map<String, ?>, List<Map<String, Object>>> table;
    private final @Nullable Map<String, BigDecimal[]> constants;
    private final Map<Object, List<Map<String, Object>>> answers = new ConcurrentHashMap<>();

    RememberedTable(Decision decision, Function<Map<String, ?>, List<Map<String, Object>>> table) {
        this.constants = constants(decision);
        this.table = table;
    }

    List<Map<String, Object>> evaluate(Map<String, ?> inputs) {
        if (constants == null) {
            return table.apply(inputs);
        }
        Object unseen = caseOf(inputs, constants);
        List<Map<String, Object>> answer = answers.get(unseen);
        if (answer == null) {
            answer = table.apply(inputs).stream()
                    .map(Collections::unmodifiableMap)
                    .toList();
            if (answers.size() < MOST) {
                answers.put(unseen, answer);
            }
        }
        return answer;
    }

    private static Object caseOf(Map<String, ?> inputs, Map<String, BigDecimal[]> constants) {
        List<@Nullable Object> told = new ArrayList<>(constants.size());
        constants.forEach((input, bounds) -> told.add(place(inputs.get(input), bounds)));
        return told;
    }

    /** Between which constants a number lies, or on which. */
    private static @Nullable Object place(@Nullable Object value, BigDecimal[] bounds) {
        if (value instanceof Double
                || value instanceof Long
                || value instanceof Integer
                || value instanceof BigDecimal) {
            int found = Arrays.binarySearch(bounds, new BigDecimal(value.toString()));
            return found >= 0 ? 2 * found + 1 : 2 * (-found - 1);
        }
        return value;
    }

    /** By input the numbers its cells name, sorted; null where a cell does more than compare. */
    private static @Nullable Map<String, BigDecimal[]> constants(Decision decision) {
        if (!(decision.getExpression() instanceof DecisionTable table)
                || !decision.getInformationRequirements().isEmpty()) {
            return null;
        }
        List<String> names = table.getInputs().stream()
                .map(input ->
                        input.getInputExpression().getText().getTextContent().strip())
                .toList();
        if (!names.stream().allMatch(PlainCells::isName)) {
            return null;
        }
        Map<String, List<BigDecimal>> found = new HashMap<>();
        for (Rule rule : table.getRules()) {
            if (!rule.getOutputEntries().stream()
                    .allMatch(cell -> PlainCells.isConstant(
                            cell.getText() == null
                                    ? ""
                                    : cell.getText().getTextContent().strip()))) {
                return null;
            }
            int column = 0;
            for (InputEntry cell : rule.getInputEntries()) {
                String text = cell.getText() == null ? "" : cell.getText().getTextContent();
                if (!PlainCells.compares(text)) {
                    return null;
                }
                List<BigDecimal> numbers = found.computeIfAbsent(names.get(column++), name -> new ArrayList<>());
                Matcher constant = PlainCells.TEXTS_AND_NUMBERS.matcher(text);
                while (constant.find()) {
                    if (!constant.group().startsWith("\"")) {
                        numbers.add(new BigDecimal(constant.group()));
                    }
                }
            }
        }
        Map<String, BigDecimal[]> sorted = new HashMap<>();
        names.forEach(name -> {
            List<BigDecimal> numbers = found.getOrDefault(name, new ArrayList<>());
            Collections.sort(numbers);
            sorted.put(name, numbers.toArray(BigDecimal[]::new));
        });
        return sorted;
    }
}
