package io.tradewind.calendar.process;

import io.tradewind.calendar.WorkingTime;
import java.time.Clock;
import java.util.Date;
import org.springframework.stereotype.Component;

/** What a model writes for a due date: {@code ${workingTime.days(2)}}, {@code ${workingTime.hours(4)}}. */
@Component("workingTime")
public class WorkingTimeExpressions {

    private final WorkingTime workingTime;
    private final Clock clock;

    WorkingTimeExpressions(WorkingTime workingTime, Clock clock) {
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
}
