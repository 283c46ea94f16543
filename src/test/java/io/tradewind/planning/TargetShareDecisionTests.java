package io.tradewind.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The deployed table, row by row. */
@TradewindTest
class TargetShareDecisionTests {

    @Autowired
    private DecisionTables tables;

    @Autowired
    private Acting acting;

    @ParameterizedTest
    @CsvSource({
        "revenue,       0.6, 0.05",
        "cash,          0.6, 0.05",
        "margin,        0.6, 0.05",
        "new-customers, 0.3, 0.1",
        "anything,      0.6, 0.05",
    })
    void theShareByHistoryAndTheToleranceOfADraft(String measure, double history, double tolerance) {
        assertThat(acting.asSystem(() -> tables.evaluate("target-share", Map.of("measure", measure))))
                .containsExactly(Map.of("historyShare", history, "tolerance", tolerance));
    }
}
