package io.tradewind.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class RenewalNoticeDecisionTests {

    @Autowired
    private DecisionTables tables;

    @ParameterizedTest
    @CsvSource({"A,20", "B,15", "C,10", "D,15", "a,15"})
    void theBetterTheClassTheEarlierTheRepIsAsked(String customerClass, int workingDays) {
        assertThat(tables.evaluate("renewal-notice", Map.of("customerClass", customerClass)))
                .containsExactly(Map.of("workingDays", workingDays));
    }
}
