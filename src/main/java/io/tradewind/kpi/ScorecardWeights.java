package io.tradewind.kpi;

import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.DecisionVersions;
import io.tradewind.engine.Refused;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the table {@code scorecard-weights} says of a role and team. */
@Component
class ScorecardWeights {

    static final String TABLE = "scorecard-weights";

    private static final BigDecimal LARGEST = new BigDecimal(1_000_000);

    private final DecisionTables tables;
    private final DecisionVersions versions;

    /** The engine writes down every evaluation, and a page of scorecards would make dozens. */
    private final Map<Asked, List<Weight>> known = new ConcurrentHashMap<>();

    ScorecardWeights(DecisionTables tables, DecisionVersions versions) {
        this.tables = tables;
        this.versions = versions;
    }

    /** One row of the table. */
    record Weight(String component, BigDecimal weight, BigDecimal goal, BigDecimal floor, BigDecimal cap) {}

    private record Asked(int version, String role, @Nullable String team) {}

    int version() {
        return versions.version(TABLE);
    }

    /**
     * Where several rows that match name the same component, the first one counts.
     *
     * @throws Refused naming the row that cannot be meant
     */
    List<Weight> of(Person person) {
        Asked asked = new Asked(version(), person.role(), person.team());
        List<Weight> weights = known.get(asked);
        if (weights == null) {
            weights = evaluated(person);
            known.keySet().removeIf(before -> before.version() != asked.version());
            known.put(asked, weights);
        }
        return weights;
    }

    private List<Weight> evaluated(Person person) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("role", person.role());
        inputs.put("team", person.team());
        Map<String, Weight> weights = new LinkedHashMap<>();
        for (Map<String, Object> row : tables.evaluate(TABLE, inputs)) {
            Weight weight = checked(row);
            weights.putIfAbsent(weight.component(), weight);
        }
        return List.copyOf(weights.values());
    }

    private static Weight checked(Map<String, Object> row) {
        String component = String.valueOf(row.get("component"));
        if (FigureCatalogue.find(component).isEmpty()) {
            throw wrong(component, "names no figure; docs/figures.md has their names.");
        }
        Weight weight = new Weight(
                component,
                number(component, row, "weight"),
                number(component, row, "goal"),
                number(component, row, "floor"),
                number(component, row, "cap"));
        if (weight.weight().signum() < 0) {
            throw wrong(component, "has a weight below zero; give it zero or more.");
        }
        if (weight.goal().signum() <= 0) {
            throw wrong(component, "needs a goal above zero: the value that counts as attained in full.");
        }
        if (weight.floor().signum() < 0 || weight.cap().compareTo(weight.floor()) < 0) {
            throw wrong(component, "needs a floor of zero or more and a cap that is not below it.");
        }
        return weight;
    }

    private static BigDecimal number(String component, Map<String, Object> row, String column) {
        if (row.get(column) instanceof Number number && Double.isFinite(number.doubleValue())) {
            BigDecimal exact = new BigDecimal(number.toString());
            if (exact.abs().compareTo(LARGEST) <= 0) {
                return exact;
            }
        }
        throw wrong(component, "needs a number in the column " + column + ".");
    }

    private static Refused wrong(String component, String what) {
        return new Refused(TABLE, "The row of '" + component + "' in the table " + TABLE + " " + what);
    }
}
