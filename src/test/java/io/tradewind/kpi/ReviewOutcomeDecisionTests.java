package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class ReviewOutcomeDecisionTests {

    @Autowired
    private DecisionTables tables;

    @ParameterizedTest
    @CsvSource({
        "0, 5, improvement",
        "59.99, 5, improvement",
        "60, 1, improvement",
        "135.5, 1, improvement",
        "60, 2, nothing",
        "109.99, 5, nothing",
        "110, 2, nothing",
        "110, 3, recognition",
        "135.5, 5, recognition",
        ", 5, person",
        ", 1, person",
        "80, , person"
    })
    void aWeakMonthIsHelpedAnOutstandingOneRecognised(
            @Nullable String score, @Nullable Integer lowestMark, String outcome) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("score", score);
        inputs.put("lowestMark", lowestMark);

        assertThat(tables.evaluate("review-outcome", inputs))
                .first()
                .satisfies(row -> assertThat(row).containsEntry("reviewOutcome", outcome))
                .satisfies(row -> assertThat(row.get("outcomeWhy").toString()).isNotBlank());
    }
}
