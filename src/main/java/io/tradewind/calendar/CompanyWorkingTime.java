package io.tradewind.calendar;

import io.tradewind.organization.Regions;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Monday to Friday, nine to six on the clock on the wall, except on holidays of the whole company and of the region. */
@Service
class CompanyWorkingTime implements WorkingTime {

    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(18, 0);

    private final Clock clock;
    private final ZoneId zone;
    private final Holidays holidays;
    private final Regions regions;
    private final @Nullable String region;

    @Autowired
    CompanyWorkingTime(
            Clock clock, Holidays holidays, Regions regions, @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this(clock, holidays, regions, zone, null);
    }

    private CompanyWorkingTime(Clock clock, Holidays holidays, Regions regions, ZoneId zone, @Nullable String region) {
        this.clock = clock;
        this.holidays = holidays;
        this.regions = regions;
        this.zone = zone;
        this.region = region;
    }

    @Override
    public WorkingTime in(@Nullable String other) {
        return new CompanyWorkingTime(clock, holidays, regions, regions.zoneOf(other), other);
    }

    @Override
    public Instant plusHours(Instant from, long hours) {
        Duration left = Duration.ofHours(hours);
        ZonedDateTime at = intoWorkingTime(from.atZone(zone));
        while (true) {
            Duration today = Duration.between(at, at.with(CLOSES));
            if (left.compareTo(today) <= 0) {
                return at.plus(left).toInstant();
            }
            left = left.minus(today);
            at = intoWorkingTime(at.toLocalDate().plusDays(1).atTime(OPENS).atZone(zone));
        }
    }

    @Override
    public Instant plusDays(Instant from, long days) {
        ZonedDateTime at = intoWorkingTime(from.atZone(zone));
        for (long left = days; left > 0; left--) {
            do {
                at = at.plusDays(1);
            } while (!isWorkingDay(at.toLocalDate()));
        }
        return at.toInstant();
    }

    @Override
    public Duration between(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        ZonedDateTime end = to.atZone(zone);
        for (ZonedDateTime at = intoWorkingTime(from.atZone(zone));
                at.isBefore(end);
                at = intoWorkingTime(at.toLocalDate().plusDays(1).atTime(OPENS).atZone(zone))) {
            ZonedDateTime closes = at.with(CLOSES);
            sum = sum.plus(Duration.between(at, closes.isBefore(end) ? closes : end));
        }
        return sum;
    }

    @Override
    public long workingDaysBetween(LocalDate from, LocalDate to) {
        return from.isBefore(to)
                ? from.plusDays(1)
                        .datesUntil(to.plusDays(1))
                        .filter(this::isWorkingDay)
                        .count()
                : 0;
    }

    @Override
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private ZonedDateTime intoWorkingTime(ZonedDateTime at) {
        ZonedDateTime result = at;
        if (!result.toLocalTime().isBefore(CLOSES)) {
            result = result.toLocalDate().plusDays(1).atTime(OPENS).atZone(zone);
        }
        while (!isWorkingDay(result.toLocalDate())) {
            result = result.toLocalDate().plusDays(1).atTime(OPENS).atZone(zone);
        }
        return result.toLocalTime().isBefore(OPENS) ? result.with(OPENS) : result;
    }

    private boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.isHoliday(day, region);
    }
}
