package io.tradewind.kpi;

import io.tradewind.engine.Vital;
import io.tradewind.engine.WatchLimits;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether facts are taken into the monthly sums. Answers are right without it, only slower and slower. */
@Component
class FoldingVital implements Vital {

    /** Facts are stamped by the database, so its clock tells how old they are. */
    private static final String PENDING =
            """
            SELECT count(*) AS n, now() AS now,
                   (SELECT recorded_at FROM kpi_fact WHERE id = min(p.fact_id)) AS oldest
              FROM kpi_fact_pending p
            """;

    private final JdbcClient jdbc;
    private final WatchLimits limits;

    FoldingVital(JdbcClient jdbc, WatchLimits limits) {
        this.jdbc = jdbc;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "facts";
    }

    private record Pending(long count, double age) {}

    @Override
    public Condition condition() {
        Pending pending = jdbc.sql(PENDING)
                .query((row, number) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    Timestamp now = row.getTimestamp("now");
                    return new Pending(
                            row.getLong("n"),
                            oldest == null
                                    ? 0
                                    : Duration.between(oldest.toInstant(), now.toInstant())
                                            .toSeconds());
                })
                .single();
        return new Condition(
                WatchLimits.beyond(pending.age(), limits.factAge())
                        ? "Facts have not been folded for " + WatchLimits.inWords(pending.age())
                                + ": the board becomes slow; the log of the nodes says why."
                        : null,
                Vital.details("pending", pending.count(), "oldestSeconds", (long) pending.age()),
                List.of(
                        Measured.of("tradewind.facts.pending", "Facts that are not folded yet", pending.count()),
                        Measured.of(
                                "tradewind.facts.oldest.pending.seconds",
                                "How long the fact has waited that waits longest",
                                pending.age())));
    }
}
