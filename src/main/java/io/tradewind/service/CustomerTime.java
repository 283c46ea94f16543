package io.tradewind.service;

import io.tradewind.calendar.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Working time as a customer has it: the one place that knows whose calendar counts. */
@Component
class CustomerTime {

    private static final Duration HOUR = Duration.ofHours(1);

    private final WorkingTime workingTime;

    CustomerTime(WorkingTime workingTime) {
        this.workingTime = workingTime;
    }

    /** @param region group id of the customer's region; null counts by the company's calendar */
    Duration between(@Nullable String region, Instant from, Instant to) {
        return workingTime.between(from, to);
    }

    /** The moment when so much working time has passed; at once if nothing is left. */
    Instant plus(@Nullable String region, Instant from, Duration time) {
        if (time.isNegative() || time.isZero()) {
            return from;
        }
        Instant hours = workingTime.plusHours(from, time.toHours());
        Duration rest = time.minusHours(time.toHours());
        Instant sameDay = hours.plus(rest);
        // the last part of an hour may lie after closing time; then it is counted back from the full hour of the next
        // day
        return between(region, hours, sameDay).equals(rest)
                ? sameDay
                : workingTime.plusHours(hours, 1).minus(HOUR.minus(rest));
    }
}
