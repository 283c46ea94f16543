package io.tradewind.approval;

import io.tradewind.approval.Authority.Limit;
import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The decision tables of the process owners, read in the words of this module. */
@Component
class AuthorityTables implements Authorities {

    /** In a matrix: this needs nobody's agreement. */
    private static final String NOBODY = "nobody";

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
        Map<String, Countersign> found = new LinkedHashMap<>();
        for (Map<String, String> inputs : combinations(request.inputs())) {
            Map<String, Object> row = new HashMap<>(inputs);
            request.measures().forEach((measure, value) -> row.put(measure, inTable(measure, value)));
            row.put("kind", request.kind());
            for (Map<String, Object> rule : evaluate("approval-countersign", row)) {
                found.merge(text(rule, "role"), countersign(rule), AuthorityTables::both);
            }
            for (Map<String, Object> matrix : evaluate("approval-matrix", Map.of("kind", request.kind()))) {
                for (Map<String, Object> rule : rules(matrix, row)) {
                    found.merge(text(rule, "role"), countersign(rule), AuthorityTables::both);
                }
            }
        }
        found.remove(NOBODY);
        return List.copyOf(found.values());
    }

    /** Careful: what no rule of a matrix speaks of is decided by a person. */
    private List<Map<String, Object>> rules(Map<String, Object> matrix, Map<String, Object> inputs) {
        String table = text(matrix, "table");
        List<Map<String, Object>> rules = evaluate(table, inputs);
        return rules.isEmpty()
                ? List.of(Map.of(
                        "role", text(matrix, "whenSilent"), "reason", "No rule of " + table + " speaks of this case."))
                : rules;
    }

    private static Countersign countersign(Map<String, Object> rule) {
        Object share = rule.get("share");
        return new Countersign(
                text(rule, "role"),
                text(rule, "reason"),
                manner(rule.getOrDefault("mode", "together")),
                share == null ? 1 : ((Number) share).doubleValue(),
                rule.get("watches") == null
                        ? Set.of()
                        : Set.of(rule.get("watches").toString().strip().split("[ ,]+")));
    }

    private static Manner manner(@Nullable Object word) {
        return word == null
                ? Manner.TOGETHER
                : Manner.valueOf(word.toString().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Two rules for one role: asked once, the first rule says how, and watching what either watches. */
    private static Countersign both(Countersign first, Countersign again) {
        Set<String> watches = new HashSet<>();
        if (!first.watches().isEmpty() && !again.watches().isEmpty()) {
            watches.addAll(first.watches());
            watches.addAll(again.watches());
        }
        return new Countersign(first.role(), first.reason(), first.manner(), first.share(), Set.copyOf(watches));
    }

    @Override
    public Optional<String> fallbackRole(ApprovalRequest request) {
        return evaluate("approval-fallback", Map.of("kind", request.kind())).stream()
                .map(rule -> text(rule, "role"))
                .findFirst();
    }

    @Override
    public Repeats repeats(ApprovalRequest request) {
        return evaluate("approval-repeats", Map.of("kind", request.kind())).stream()
                .map(rule -> new Repeats(
                        ((Number) rule.get("mostRounds")).intValue(),
                        text(rule, "askedAgain").equals("broken-bounds")))
                .findFirst()
                .orElse(new Repeats(Integer.MAX_VALUE, false));
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
