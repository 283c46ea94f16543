package io.tradewind.deal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class StageProbabilityDecisionTests {

    @Autowired
    private DecisionTables decisions;

    @ParameterizedTest
    @CsvSource({
        "prospecting, 0.1",
        "engaging, 0.25",
        "quotation, 0.5",
        "negotiation, 0.75",
        "won, 1",
        "lost, 0",
        "a stage of tomorrow, 0"
    })
    void probability(String stage, String probability) {
        assertThat(decisions.evaluate("stage-probability", Map.of("stage", stage)))
                .singleElement()
                .satisfies(row -> assertThat(row.get("probability").toString())
                        .satisfies(value -> assertThat(new BigDecimal(value)).isEqualByComparingTo(probability)));
    }

    @Test
    void everyStageHasItsRow() {
        for (Stage stage : Stage.values()) {
            assertThat(decisions.evaluate("stage-probability", Map.of("stage", stage.code())))
                    .as(stage.code())
                    .hasSize(1);
        }
    }
}
