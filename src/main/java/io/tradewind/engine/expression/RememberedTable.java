package io.tradewind.engine.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Asks a table once for each case that it can tell from others. A table whose cells compare an input with constants cannot
 * tell two numbers apart between which none of its constants lies; so a million prices are a few dozen cases. A cell that
 * computes or names another variable may tell anything apart; then every input counts as it is.
 */
final class RememberedTable {

    private final Function<Map<String, ?>, List<Map<String, Object>>> table;
    private final @Nullable Map<String, BigDecimal[]> constants;
    private final Map<Object, List<Map<String, Object>>> answers = new HashMap<>();

    RememberedTable(Decision decision, Function<Map<String, ?>, List<Map<String, Object>>> table) {
        this(constants(decision), table);
    }

    private RememberedTable(
            @Nullable Map<String, BigDecimal[]> constants, Function<Map<String, ?>, List<Map<String, Object>>> table) {
        this.constants = constants;
        this.table = table;
    }

    /** The same table, asked nothing yet. */
    RememberedTable afresh() {
        return new RememberedTable(constants, table);
    }

    List<Map<String, Object>> evaluate(Map<String, ?> inputs) {
        return answers.computeIfAbsent(caseOf(inputs), unseen -> table.apply(inputs));
    }

    private Object caseOf(Map<String, ?> inputs) {
        if (constants == null) {
            return new HashMap<>(inputs);
        }
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
