package io.tradewind.model;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/**
 * A table answers whatever it is asked: each combination of the values it tells apart, of one it does not know, and of
 * none, finds a rule; in a table with hit policy UNIQUE not two. Tried with the engine's own evaluation.
 */
class DecisionCoverageRuleTests extends ModelRule {

    private static final int MOST_COMBINATIONS = 250;
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w\"])-?\\d+(?:\\.\\d+)?");
    private static final BigDecimal STEP = new BigDecimal("0.000001");

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        for (Models.Model model : models.decisions()) {
            for (Xml table : model.all("decisionTable")) {
                check(models, findings, model, table);
            }
        }
        return findings.lines();
    }

    private void check(Models models, Findings findings, Models.Model model, Xml table) {
        List<Map<String, @Nullable Object>> combinations = combinations(table);
        byte[] file = Models.read(models.root().resolve(model.file())).getBytes(StandardCharsets.UTF_8);
        DmnDecision decision = engine.parseDecision(model.stem(), new ByteArrayInputStream(file));
        boolean collects = table.get("hitPolicy").equals("COLLECT");
        Set<String> found = new LinkedHashSet<>();
        for (Map<String, @Nullable Object> inputs : combinations) {
            try {
                if (engine.evaluateDecisionTable(decision, Variables.fromMap(inputs))
                                .isEmpty()
                        && !collects) {
                    found.add("has no rule for " + inputs);
                }
            } catch (RuntimeException e) {
                found.add(
                        String.valueOf(e.getMessage()).startsWith("DMN-03001")
                                ? "has several rules for " + inputs
                                : "fails for " + inputs + ": " + e.getMessage());
            }
            if (found.size() == 3) {
                break;
            }
        }
        found.forEach(what -> findings.add(model.file(), what));
    }

    /** Every combination, or many of too many, the same ones every time. */
    private static List<Map<String, @Nullable Object>> combinations(Xml table) {
        List<Xml> inputs = table.children("input");
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (int column = 0; column < inputs.size(); column++) {
            values.add(values(inputs.get(column), entries(table, column)));
        }
        long all = values.stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
        LongStream numbers =
                all <= MOST_COMBINATIONS ? LongStream.range(0, all) : new Random(7).longs(MOST_COMBINATIONS, 0, all);
        List<Map<String, @Nullable Object>> combinations = new ArrayList<>();
        numbers.forEach(number -> {
            Map<String, @Nullable Object> combination = new LinkedHashMap<>();
            long rest = number;
            for (int column = 0; column < inputs.size(); column++) {
                List<@Nullable Object> choices = values.get(column);
                combination.put(inputs.get(column).descendants("text").get(0).text(), choices.get((int)
                        (rest % choices.size())));
                rest /= choices.size();
            }
            combinations.add(combination);
        });
        return combinations;
    }

    private static List<String> entries(Xml table, int column) {
        return table.children("rule").stream()
                .map(rule -> rule.children("inputEntry").get(column).text())
                .toList();
    }

    /** What the rules tell apart, something they do not name, and nothing. */
    private static List<@Nullable Object> values(Xml input, List<String> entries) {
        String type = input.descendants("inputExpression").get(0).get("typeRef");
        Set<@Nullable Object> values = new LinkedHashSet<>();
        switch (type) {
            case "boolean" -> values.addAll(List.of(true, false));
            case "integer", "long" ->
                numbers(entries).forEach(number -> {
                    values.add(number.longValue());
                    values.add(number.longValue() - 1);
                    values.add(number.longValue() + 1);
                });
            case "double", "number" ->
                numbers(entries).forEach(number -> {
                    values.add(number.doubleValue());
                    values.add(number.subtract(STEP).doubleValue());
                    values.add(number.add(STEP).doubleValue());
                });
            default -> {
                entries.forEach(entry -> {
                    Matcher text = TEXT.matcher(entry);
                    while (text.find()) {
                        values.add(text.group(1));
                    }
                });
                values.add("something else");
            }
        }
        values.add(null);
        return new ArrayList<>(values);
    }

    private static List<BigDecimal> numbers(List<String> entries) {
        List<BigDecimal> numbers = new ArrayList<>(List.of(BigDecimal.ZERO));
        entries.forEach(entry -> {
            Matcher number = NUMBER.matcher(entry);
            while (number.find()) {
                numbers.add(new BigDecimal(number.group()));
            }
        });
        return numbers;
    }
}
