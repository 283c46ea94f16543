package io.tradewind.deal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The table row by row, each at its edge. */
@TradewindTest
class DealMovementDecisionTests {

    @Autowired
    private DecisionTables decisions;

    @ParameterizedTest
    @CsvSource({
        "negotiation, 60, 100, 0, close, Nothing has happened for 60",
        "negotiation, 59, 100, 0, remind, The customer has had the offer",
        "engaging, 20, 100, 3, close, It was kept three times",
        "engaging, 20, 100, 2, remind, Nothing has happened for 20",
        "engaging, 19, 100, 9, none, It moves",
        "prospecting, 40, 0, 0, close, After 40 working days nobody knows",
        "prospecting, 39, 0, 0, remind, Nothing has happened for 20",
        "quotation, 10, 10000, 0, remind, A large offer",
        "negotiation, 10, 10000, 0, remind, A large offer",
        "quotation, 10, 9999.99, 0, none, It moves",
        "quotation, 9, 1000000, 0, none, It moves",
        "negotiation, 15, 100, 0, remind, The customer has had the offer",
        "negotiation, 14, 100, 0, none, It moves",
        "quotation, 19, 100, 0, none, It moves",
        "quotation, 20, 100, 0, remind, Nothing has happened for 20",
        "engaging, 0, 1000000, 0, none, It moves",
    })
    void proposal(String stage, int workingDays, double value, int timesKept, String proposal, String why) {
        assertThat(decisions.evaluate(
                        "deal-movement",
                        Map.of(
                                "stage", stage,
                                "workingDays", workingDays,
                                "expectedValue", value,
                                "timesKept", timesKept)))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("proposal", proposal);
                    assertThat(row.get("why").toString()).startsWith(why);
                });
    }
}
