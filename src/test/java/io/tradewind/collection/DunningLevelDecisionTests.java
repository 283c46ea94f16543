package io.tradewind.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.DecisionTables;
import io.tradewind.support.TradewindTest;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class DunningLevelDecisionTests {

    @Autowired
    private DecisionTables decisions;

    @ParameterizedTest(name = "{0} days overdue: level {1}, letter {2}, hold {3}")
    @CsvSource({
        "-30, 0, false, false",
        "0, 0, false, false",
        "1, 1, true, false",
        "14, 1, true, false",
        "15, 2, true, false",
        "29, 2, true, false",
        "30, 3, true, true",
        "59, 3, true, true",
        "60, 4, false, true",
        "4000, 4, false, true",
        ", 4, false, true"
    })
    void theLevelFollowsFromTheDays(@Nullable Integer overdueDays, int level, boolean mailCustomer, boolean hold) {
        assertThat(decisions.evaluate("dunning-level", Collections.singletonMap("overdueDays", overdueDays)))
                .containsExactly(Map.of("level", level, "mailCustomer", mailCustomer, "hold", hold));
    }
}
