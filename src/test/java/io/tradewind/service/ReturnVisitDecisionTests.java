package io.tradewind.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class ReturnVisitDecisionTests {

    @Autowired
    private DecisionTables tables;

    @ParameterizedTest
    @CsvSource({"A,30", "B,60", "C,120", "D,60", "a,60"})
    void theBetterTheClassTheOftenerTheVisit(String customerClass, int workingDays) {
        assertThat(tables.evaluate("return-visit", Map.of("customerClass", customerClass)))
                .containsExactly(Map.of("workingDays", workingDays));
    }
}
