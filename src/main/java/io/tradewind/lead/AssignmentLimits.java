package io.tradewind.lead;

import io.tradewind.engine.DecisionTables;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How many leads a rep may hold and be given, from decision {@code lead-assignment-limits}.
 *
 * @param openLeads leads that wait for the rep at most
 * @param newLeadsPerDay by rotation; 0.5 is one every other working day
 * @param daysBeforeReclaim working days a lead lost to the pool does not come back to the same rep
 */
record AssignmentLimits(long openLeads, BigDecimal newLeadsPerDay, long daysBeforeReclaim) {

    /** Where no rule applies nothing is given automatically and a manager chooses. */
    private static final AssignmentLimits NOTHING = new AssignmentLimits(0, BigDecimal.ZERO, 0);

    /** Reads the owners' table. */
    @Component
    static class Table {

        private final DecisionTables decisions;

        Table(DecisionTables decisions) {
            this.decisions = decisions;
        }

        AssignmentLimits of(Person rep) {
            Map<String, Object> inputs = new HashMap<>();
            inputs.put("rep", rep.userId());
            inputs.put("region", rep.region());
            return decisions
                    .first("lead-assignment-limits", inputs)
                    .map(row -> new AssignmentLimits(
                            number(row, "openLeads").longValue(),
                            number(row, "newLeadsPerDay"),
                            number(row, "daysBeforeReclaim").longValue()))
                    .orElse(NOTHING);
        }

        private static BigDecimal number(Map<String, Object> row, String output) {
            Object value = row.get(output);
            return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
        }
    }
}
