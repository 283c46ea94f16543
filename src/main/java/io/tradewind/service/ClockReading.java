package io.tradewind.service;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A look at the clock of a case.
 *
 * @param used working time up to now, pauses left out; up to the resolution once resolved
 * @param respondUsed what the first answer took; null until there is one
 * @param resolveUsed what the resolution took; null until then
 * @param running whether it runs now
 * @param respondDueAt when the time to respond ends if nothing changes; for a standing clock, if it ran again now
 * @param tableVersion of the decision that gave the times
 */
public record ClockReading(
        String customerClass,
        @Nullable String region,
        Duration respond,
        Duration resolve,
        int tableVersion,
        Duration used,
        @Nullable Duration respondUsed,
        @Nullable Duration resolveUsed,
        boolean running,
        Instant respondDueAt,
        Instant resolveDueAt) {

    /** Share of the time to respond that is used, in percent, rounded down. */
    public long respondPercent() {
        return percent(respondUsed == null ? used : respondUsed, respond);
    }

    /** Share of the time to resolve that is used, in percent, rounded down. */
    public long resolvePercent() {
        return percent(resolveUsed == null ? used : resolveUsed, resolve);
    }

    private static long percent(Duration used, Duration allowed) {
        return Math.max(0, used.toSeconds() * 100 / allowed.toSeconds());
    }
}
