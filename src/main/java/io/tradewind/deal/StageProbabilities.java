package io.tradewind.deal;

import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How likely a deal is to be won from its stage, by the table {@code stage-probability}. */
@Component
class StageProbabilities {

    /** A change of the table counts within this time, and whatever was told before is told again. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final DecisionTables decisions;
    private final Clock clock;
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    StageProbabilities(DecisionTables decisions, Clock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    private record Known(Map<Stage, BigDecimal> values, Instant at) {}

    BigDecimal of(Stage stage) {
        Known now = known;
        return now.at().isBefore(clock.instant().minus(REMEMBERED)) || now.at().isAfter(clock.instant())
                ? fresh().getOrDefault(stage, BigDecimal.ZERO)
                : now.values().getOrDefault(stage, BigDecimal.ZERO);
    }

    /** What the deal counts for in the forecast. */
    BigDecimal weighted(Deal deal) {
        return deal.stage().open()
                ? Money.rounded(deal.expectedValue().multiply(of(deal.stage())))
                : BigDecimal.ZERO.setScale(2);
    }

    /** All of them as the table says now. */
    Map<Stage, BigDecimal> fresh() {
        Map<Stage, BigDecimal> values = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            decisions
                    .first("stage-probability", Map.of("stage", stage.code()))
                    .ifPresent(row -> values.put(
                            stage, new BigDecimal(row.get("probability").toString())));
        }
        known = new Known(Map.copyOf(values), clock.instant());
        return values;
    }
}
