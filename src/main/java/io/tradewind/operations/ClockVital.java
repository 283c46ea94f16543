package io.tradewind.operations;

import io.tradewind.engine.Vital;
import io.tradewind.engine.WatchLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether this node's clock goes as the database's does, which all nodes share. A node that is ahead takes timers too
 * early and other nodes' steps out of their hands; nothing is done twice, but much is tried twice.
 */
@Component
class ClockVital implements Vital {

    private final JdbcClient jdbc;
    private final WatchLimits limits;
    private final Clock clock;

    ClockVital(JdbcClient jdbc, WatchLimits limits, Clock clock) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Condition condition() {
        Instant asked = clock.instant();
        Instant theirs = jdbc.sql("SELECT clock_timestamp()")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        Instant answered = clock.instant();
        // the database looked at its clock at some moment between the two
        Duration ahead = theirs.isBefore(asked)
                ? Duration.between(theirs, asked)
                : theirs.isAfter(answered) ? Duration.between(theirs, answered) : Duration.ZERO;
        double seconds = ahead.toMillis() / 1000.0;
        return new Condition(
                WatchLimits.beyond(Math.abs(seconds), limits.clockApart())
                        ? "This node's clock is " + WatchLimits.inWords(Math.abs(seconds))
                                + (seconds > 0 ? " ahead of" : " behind")
                                + " the database's: set both by the same server."
                        : null,
                Vital.details("secondsAhead", seconds),
                List.of(Measured.of(
                        "tradewind.clock.ahead.seconds",
                        "How far this node's clock is ahead of the database's",
                        seconds)));
    }
}
