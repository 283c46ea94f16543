package io.tradewind.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class OrderRhythmDecisionTests {

    @Autowired
    private DecisionTables tables;

    @ParameterizedTest
    @CsvSource({"A,3,0.8,1.3,10", "B,3,0.8,1.5,14", "C,4,0.9,2.0,21", "D,3,0.8,1.5,14"})
    void aBetterClassIsMissedEarlier(String customerClass, int fewest, double dueAt, double lapseAt, int notBefore) {
        assertThat(tables.evaluate("order-rhythm", Map.of("customerClass", customerClass)))
                .containsExactly(Map.of(
                        "fewestPurchases",
                        fewest,
                        "dueAt",
                        dueAt,
                        "lapseAt",
                        lapseAt,
                        "notBefore",
                        notBefore,
                        "forgetAfter",
                        365));
    }
}
