package io.tradewind.approval;

import io.tradewind.approval.Authority.Limit;
import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The decision tables of the process owners, read in the words of this module. */
@Component
class AuthorityTables implements Authorities {

    private final DecisionTables tables;
    private final Acting acting;

    AuthorityTables(DecisionTables tables, Acting acting) {
        this.tables = tables;
        this.acting = acting;
    }

    @Override
    public Optional<Authority> of(String role, ApprovalRequest request) {
        Map<String, Limit> limits = new LinkedHashMap<>();
        for (Map<String, String> inputs : combinations(request.inputs())) {
            Map<String, Object> row = new HashMap<>(inputs);
            row.put("role", role);
            List<Map<String, Object>> rules = evaluate(request.kind() + "-authority", row);
            if (rules.isEmpty()) {
                return Optional.empty();
            }
            for (Map<String, Object> rule : rules) {
                rule.forEach((column, cell) ->
                        Limit.of(column, cell).ifPresent(limit -> limits.merge(column, limit, Limit::narrower)));
            }
        }
        return Optional.of(new Authority(List.copyOf(limits.values())));
    }

    @Override
    public List<Countersign> countersigns(ApprovalRequest request) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Map<String, String> inputs : combinations(request.inputs())) {
            Map<String, Object> row = new HashMap<>(inputs);
            request.measures().forEach((measure, value) -> row.put(measure, inTable(measure, value)));
            row.put("kind", request.kind());
            for (Map<String, Object> rule : evaluate("approval-countersign", row)) {
                reasons.putIfAbsent(text(rule, "role"), text(rule, "reason"));
            }
        }
        return reasons.entrySet().stream()
                .map(entry -> new Countersign(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public Optional<String> fallbackRole(ApprovalRequest request) {
        return evaluate("approval-fallback", Map.of("kind", request.kind())).stream()
                .map(rule -> text(rule, "role"))
                .findFirst();
    }

    private List<Map<String, Object>> evaluate(String table, Map<String, Object> inputs) {
        return acting.asSystem(() -> tables.evaluate(table, inputs));
    }

    private static Object inTable(String measure, BigDecimal value) {
        return Measures.rounded(measure, value).doubleValue();
    }

    private static String text(Map<String, Object> rule, String column) {
        Object cell = rule.get(column);
        if (cell == null) {
            throw new IllegalStateException("A rule leaves its column '" + column + "' empty: " + rule);
        }
        return cell.toString();
    }

    /** Every way to take one value of each input. */
    private static List<Map<String, String>> combinations(Map<String, List<String>> inputs) {
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, List<String>> input : inputs.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> one : all) {
                for (String value : input.getValue()) {
                    Map<String, String> next = new HashMap<>(one);
                    next.put(input.getKey(), value);
                    longer.add(next);
                }
            }
            all = input.getValue().isEmpty() ? all : longer;
        }
        return all;
    }
}
