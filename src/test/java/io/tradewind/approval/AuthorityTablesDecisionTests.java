package io.tradewind.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The deployed tables of contract, order, goodwill and credit, row by row, at their edges. */
@TradewindTest
class AuthorityTablesDecisionTests {

    @Autowired
    private DecisionTables tables;

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "amount               | 50000     | nobody",
                "amount               | 50000.01  | sales-director",
                "amount               | 250000    | sales-director",
                "amount               | 250000.01 | finance, general-manager",
                "paymentDays          | 45        | nobody",
                "paymentDays          | 46        | finance",
                "months               | 24        | nobody",
                "months               | 25        | legal",
                "months               | 60        | legal",
                "months               | 61        | legal, general-manager",
                "creditGrade          | 3         | nobody",
                "creditGrade          | 4         | finance",
                "creditGrade          | 5         | finance",
                "legalDeviations      | 1         | legal",
                "financeDeviations    | 1         | finance",
                "managementDeviations | 1         | sales-director",
                "removedClauses       | 1         | sales-director",
            })
    void whoAgreesToAContract(String measure, double value, String roles) {
        Map<String, Object> contract = new HashMap<>(Map.of(
                "amount", 50000.0,
                "paymentDays", 45.0,
                "months", 24.0,
                "creditGrade", 3.0,
                "legalDeviations", 0.0,
                "financeDeviations", 0.0,
                "managementDeviations", 0.0,
                "removedClauses", 0.0));
        contract.put(measure, value);

        assertThat(tables.evaluate("contract-approval-matrix", contract))
                .extracting(rule -> rule.get("role"))
                .isEqualTo(Stream.of(roles.split(", ")).map(Object.class::cast).toList());
    }

    @Test
    void everyRoleOfTheMatrixSaysWhyHowAndWhatItWatches() {
        List<Map<String, Object>> rules = tables.evaluate(
                "contract-approval-matrix",
                Map.of(
                        "amount", 300000.0,
                        "paymentDays", 90.0,
                        "months", 72.0,
                        "creditGrade", 5.0,
                        "legalDeviations", 1.0,
                        "financeDeviations", 1.0,
                        "managementDeviations", 1.0,
                        "removedClauses", 1.0));

        assertThat(rules)
                .hasSize(10)
                .allSatisfy(rule -> assertThat(rule.get("reason")).asString().endsWith("."))
                .allSatisfy(rule -> assertThat(rule.get("watches")).asString().isNotBlank())
                .allSatisfy(rule -> assertThat(rule.get("mode"))
                        .isEqualTo(List.of("legal", "finance").contains(rule.get("role")) ? "together" : "in-order"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"sales-rep", "sales-manager", "legal", "somebody-new"})
    void theMatrixAloneSaysWhoConcludesAContract(String role) {
        assertThat(most("contract-authority", role, null)).containsExactly("any");
    }

    @ParameterizedTest(name = "{0}: {1} may {2}")
    @CsvSource({
        "contract-void-authority, sales-rep, 10000.0",
        "contract-void-authority, sales-manager, 50000.0",
        "contract-void-authority, sales-director, 250000.0",
        "contract-void-authority, general-manager, any",
        "contract-void-authority, finance, none",
        "order-change-authority, sales-rep, none",
        "order-change-authority, sales-manager, 50000.0",
        "order-change-authority, sales-director, 250000.0",
        "order-change-authority, general-manager, any",
        "order-change-authority, logistics, none",
    })
    void howMuchARoleMayDecide(String table, String role, String most) {
        assertThat(most(table, role, null)).isEqualTo(most.equals("none") ? List.of() : List.of(most));
    }

    @ParameterizedTest(name = "{0}: {1} for class {2} may {3}")
    @CsvSource({
        "goodwill-authority, service, A, 200.0",
        "goodwill-authority, service, B, 200.0",
        "goodwill-authority, service, C, 100.0 200.0",
        "goodwill-authority, sales-rep, A, 100.0",
        "goodwill-authority, sales-manager, C, 2000.0",
        "goodwill-authority, sales-director, A, 10000.0",
        "goodwill-authority, general-manager, C, any",
        "goodwill-authority, finance, A, none",
        "credit-limit-authority, finance, A, 100000.0",
        "credit-limit-authority, finance, C, 100000.0",
        "credit-limit-authority, general-manager, C, any",
        "credit-limit-authority, sales-director, A, none",
    })
    void howMuchARoleMayDecideForAClass(String table, String role, String customerClass, String most) {
        assertThat(most(table, role, customerClass))
                .isEqualTo(
                        most.equals("none")
                                ? List.of()
                                : Stream.of(most.split(" ")).toList());
    }

    @ParameterizedTest(name = "{0} with {1} days beyond: {2}")
    @CsvSource({"discount, 0, ''", "discount, 1, finance", "discount, 335, finance", "contract, 1, ''"})
    void financeAgreesToDaysBeyondTheCreditReview(String kind, double beyondTerms, String role) {
        assertThat(tables.evaluate(
                        "approval-countersign",
                        Map.of(
                                "kind",
                                kind,
                                "belowFloor",
                                0.0,
                                "margin",
                                0.5,
                                "amount",
                                0.0,
                                "beyondTerms",
                                beyondTerms)))
                .extracting(rule -> String.valueOf(rule.get("role")))
                .isEqualTo(role.isEmpty() ? List.of() : List.of(role));
    }

    /** The limits of all rules that match, the narrowest first. */
    private List<String> most(String table, String role, @Nullable String customerClass) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("role", role);
        inputs.put("customerClass", customerClass);
        return tables.evaluate(table, inputs).stream()
                .map(rule -> rule.get("maxAmount") == null
                        ? "any"
                        : rule.get("maxAmount").toString())
                .sorted((one, other) -> one.equals("any") || other.equals("any")
                        ? one.compareTo(other)
                        : Double.compare(Double.parseDouble(one), Double.parseDouble(other)))
                .toList();
    }
}
