package io.tradewind.service;

import io.tradewind.calendar.Holidays;
import io.tradewind.calendar.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Working time as a customer has it: the company's, without the holidays of the customer's region. The one place that
 * knows whose calendar counts.
 */
@Component
class CustomerTime {

    private static final Duration HOUR = Duration.ofHours(1);

    private final WorkingTime workingTime;
    private final Holidays holidays;
    private final ZoneId zone;

    CustomerTime(WorkingTime workingTime, Holidays holidays, @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.workingTime = workingTime;
        this.holidays = holidays;
        this.zone = zone;
    }

    /**
     * Working time between two moments; zero if the second is not later.
     *
     * @param region group id of the customer's region; null counts by the company's calendar
     */
    Duration between(@Nullable String region, Instant from, Instant to) {
        return workingTime.between(from, to).minus(regionalHolidays(region, from, to));
    }

    /** The moment when so much working time has passed; at once if nothing is left. */
    Instant plus(@Nullable String region, Instant from, Duration time) {
        if (time.isNegative() || time.isZero()) {
            return from;
        }
        Instant at = from;
        Duration left = time;
        while (true) {
            Instant end = companyPlus(at, left);
            LocalDate holiday = firstHoliday(region, at, end);
            if (holiday == null) {
                return end;
            }
            Instant begins = holiday.atStartOfDay(zone).toInstant();
            Duration before = workingTime.between(at, begins);
            if (before.compareTo(left) >= 0) {
                return end;
            }
            left = left.minus(before);
            at = holiday.plusDays(1).atStartOfDay(zone).toInstant();
        }
    }

    private @Nullable LocalDate firstHoliday(@Nullable String region, Instant from, Instant to) {
        return region == null
                ? null
                : LocalDate.ofInstant(from, zone)
                        .datesUntil(LocalDate.ofInstant(to, zone).plusDays(1))
                        .filter(day -> holidays.isHoliday(day, region))
                        .findFirst()
                        .orElse(null);
    }

    private Instant companyPlus(Instant from, Duration time) {
        Instant hours = workingTime.plusHours(from, time.toHours());
        Duration rest = time.minusHours(time.toHours());
        Instant sameDay = hours.plus(rest);
        // the last part of an hour may lie after closing time; then it is counted back from the full hour of the next
        // day
        return workingTime.between(hours, sameDay).equals(rest)
                ? sameDay
                : workingTime.plusHours(hours, 1).minus(HOUR.minus(rest));
    }

    /** What the company's calendar counts on days on which only the region does not work. */
    private Duration regionalHolidays(@Nullable String region, Instant from, Instant to) {
        if (region == null || !from.isBefore(to)) {
            return Duration.ZERO;
        }
        Duration sum = Duration.ZERO;
        LocalDate last = LocalDate.ofInstant(to, zone);
        for (LocalDate day = LocalDate.ofInstant(from, zone); !day.isAfter(last); day = day.plusDays(1)) {
            if (holidays.isHoliday(day, region)) {
                Instant begins = day.atStartOfDay(zone).toInstant();
                Instant ends = day.plusDays(1).atStartOfDay(zone).toInstant();
                sum = sum.plus(
                        workingTime.between(begins.isBefore(from) ? from : begins, ends.isAfter(to) ? to : ends));
            }
        }
        return sum;
    }
}
