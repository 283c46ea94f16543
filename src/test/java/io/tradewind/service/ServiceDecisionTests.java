package io.tradewind.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every row of the tables that service asks, and what no row names. */
@TradewindTest
class ServiceDecisionTests {

    @Autowired
    private DecisionTables decisions;

    @ParameterizedTest(name = "class {0}, {1}: answer within {2} h, resolve within {3} h")
    @CsvSource({
        "A, critical, 1, 9",
        "A, high, 2, 18",
        "A, normal, 4, 27",
        "A, low, 9, 45",
        "B, critical, 2, 18",
        "B, high, 4, 27",
        "B, normal, 9, 45",
        "B, low, 18, 90",
        "C, critical, 4, 27",
        "C, high, 9, 45",
        "C, normal, 18, 90",
        "C, low, 27, 135",
        "D, low, 1, 9",
        "A, , 1, 9",
        ", low, 1, 9"
    })
    void theLevelFollowsFromClassAndSeverity(
            @Nullable String customerClass, @Nullable String severity, int respond, int resolve) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("customerClass", customerClass);
        inputs.put("severity", severity);

        assertThat(decisions.evaluate("service-level", inputs))
                .first()
                .isEqualTo(Map.of("respondHours", respond, "resolveHours", resolve));
    }

    @ParameterizedTest(name = "{0} of 10 is {1}")
    @CsvSource({"0, high", "3, high", "4, normal", "6, normal", ", high"})
    void theSeverityFollowsFromTheMark(@Nullable Integer score, String severity) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("score", score);

        assertThat(decisions.evaluate("survey-severity", inputs)).first().isEqualTo(Map.of("severity", severity));
    }

    @ParameterizedTest(name = "{0}: {2} complaints within {1} days")
    @CsvSource({"product, 365, 2", "other, 90, 3", "transport, 180, 2", "whatever, 180, 2", ", 180, 2"})
    void whatIsARepetitionFollowsFromTheCause(@Nullable String cause, int days, int complaints) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("causeCategory", cause);

        assertThat(decisions.evaluate("cause-repetition", inputs))
                .first()
                .isEqualTo(Map.of("days", days, "complaints", complaints));
    }

    @ParameterizedTest(name = "{0} gives a customer of class {1} up to {2}")
    @CsvSource({"service, A, 200", "sales-rep, B, 100", "sales-manager, C, 2000", "sales-director, A, 10000"})
    void theGoodwillLimitFollowsFromTheRole(String role, String customerClass, double amount) {
        assertThat(limits(role, customerClass)).containsExactly(amount);
    }

    @org.junit.jupiter.api.Test
    void aCustomerHardlyKnownGetsLessAndWhoIsNotNamedGivesNothing() {
        assertThat(limits("service", "C")).containsExactlyInAnyOrder(200.0, 100.0);
        assertThat(limits("legal", "A")).isEmpty();
        assertThat(decisions.evaluate("goodwill-authority", Map.of("role", "general-manager", "customerClass", "A")))
                .hasSize(1);
    }

    private List<Object> limits(String role, String customerClass) {
        return decisions.evaluate("goodwill-authority", Map.of("role", role, "customerClass", customerClass)).stream()
                .map(rule -> rule.get("maxAmount"))
                .toList();
    }
}
