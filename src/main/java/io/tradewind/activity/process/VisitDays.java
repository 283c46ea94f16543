package io.tradewind.activity.process;

import io.tradewind.calendar.WorkingTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Moments of a day as the engine reads them: with seconds, not with millionths. */
@Component
class VisitDays {

    private final WorkingTime workingTime;
    private final Clock clock;
    private final ZoneId zone;

    VisitDays(WorkingTime workingTime, Clock clock, @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.workingTime = workingTime;
        this.clock = clock;
        this.zone = zone;
    }

    /** When work begins on that day; never in the next four hours of work: nobody is reminded of what was just given. */
    String morning(LocalDate day) {
        Instant soon = workingTime.plusHours(clock.instant(), 4);
        Instant morning = workingTime.plusDays(day.atStartOfDay(zone).toInstant(), 0);
        return text(morning.isBefore(soon) ? soon : morning);
    }

    /** The end of the day so many working days later; of today, if that is past. */
    String end(LocalDate day, int workingDaysLater) {
        LocalDate from = day.isBefore(workingTime.today()) ? workingTime.today() : day;
        Instant end = from.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
        return text(workingDaysLater == 0 ? end : workingTime.plusDays(end, workingDaysLater));
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
