package io.tradewind.calendar.process;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a model writes for a due date: {@code ${workingTime.days(2)}}, {@code ${workingTime.hours(4)}}; and for a task of one
 * person, by the calendar where they work, {@code ${workingTime.of(rep).days(2)}}.
 */
@Component("workingTime")
public class WorkingTimeExpressions {

    private final WorkingTime company;
    private final People people;
    private final Clock clock;

    WorkingTimeExpressions(WorkingTime company, People people, Clock clock) {
        this.company = company;
        this.people = people;
        this.clock = clock;
    }

    /** So many working hours from now. */
    public Date hours(long hours) {
        return new From(company, clock).hours(hours);
    }

    /** The same time of day so many working days from now. */
    public Date days(long days) {
        return new From(company, clock).days(days);
    }

    /** So many working days from now, but no later than this moment: a step does not outlast what was promised. */
    public Date days(long days, String latest) {
        Date inDays = days(days);
        Date promised = Date.from(Instant.parse(latest));
        return promised.before(inDays) ? promised : inDays;
    }

    /** The calendar of this person's region: its holidays and its time zone. Nobody's is the company's. */
    public From of(@Nullable String userId) {
        String region = Optional.ofNullable(userId)
                .flatMap(people::find)
                .map(Person::region)
                .orElse(null);
        return new From(company.in(region), clock);
    }

    /** Counting from now in one calendar. */
    public static final class From {

        private final WorkingTime workingTime;
        private final Clock clock;

        From(WorkingTime workingTime, Clock clock) {
            this.workingTime = workingTime;
            this.clock = clock;
        }

        /** So many working hours from now. */
        public Date hours(long hours) {
            return Date.from(workingTime.plusHours(clock.instant(), hours));
        }

        /** The same time of day so many working days from now. */
        public Date days(long days) {
            return Date.from(workingTime.plusDays(clock.instant(), days));
        }

        /** So many working days from now, but before that day; where it is too late for that, in one working day. */
        public Date days(long days, String latestDay) {
            Date latest = Date.from(
                    LocalDate.parse(latestDay).atStartOfDay(ZoneOffset.UTC).toInstant());
            long left = days;
            while (left > 1 && !days(left).before(latest)) {
                left--;
            }
            return days(left);
        }
    }
}
