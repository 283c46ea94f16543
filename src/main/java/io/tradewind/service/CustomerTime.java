package io.tradewind.service;

import io.tradewind.calendar.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Working time as a customer has it: by the holidays and in the time zone of the customer's region. The one place that knows
 * whose calendar counts.
 */
@Component
class CustomerTime {

    private static final Duration HOUR = Duration.ofHours(1);

    private final WorkingTime workingTime;

    CustomerTime(WorkingTime workingTime) {
        this.workingTime = workingTime;
    }

    /**
     * Working time between two moments; zero if the second is not later.
     *
     * @param region group id of the customer's region; null counts by the company's calendar
     */
    Duration between(@Nullable String region, Instant from, Instant to) {
        return workingTime.in(region).between(from, to);
    }

    /** The moment when so much working time has passed; at once if nothing is left. */
    Instant plus(@Nullable String region, Instant from, Duration time) {
        if (time.isNegative() || time.isZero()) {
            return from;
        }
        WorkingTime there = workingTime.in(region);
        Instant hours = there.plusHours(from, time.toHours());
        Duration rest = time.minusHours(time.toHours());
        Instant sameDay = hours.plus(rest);
        // the last part of an hour may lie after closing time; then it is counted back from the full hour of the next
        // day
        return there.between(hours, sameDay).equals(rest)
                ? sameDay
                : there.plusHours(hours, 1).minus(HOUR.minus(rest));
    }
}
