package io.tradewind.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The decision tables of the process owners, evaluated outside a process in their latest deployed version. */
public interface DecisionTables {

    /**
     * All rows that match, in the order of the table.
     *
     * @param decisionId id of a deployed decision, e.g. {@code lead-grade}
     * @throws IllegalArgumentException if no such decision is deployed
     */
    List<Map<String, Object>> evaluate(String decisionId, Map<String, ?> inputs);

    /** The first row that matches; empty when no rule does. */
    default Optional<Map<String, Object>> first(String decisionId, Map<String, ?> inputs) {
        return evaluate(decisionId, inputs).stream().findFirst();
    }
}
