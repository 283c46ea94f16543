package io.tradewind.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Time as the company works it, in the company's time zone; or as a region does, in its own. */
public interface WorkingTime {

    /** The moment when so many working hours have passed; not negative. */
    Instant plusHours(Instant from, long hours);

    /** The same time of day so many working days later, moved into working hours; not negative. */
    Instant plusDays(Instant from, long days);

    /** Working time between two moments; zero if the second is not later. */
    Duration between(Instant from, Instant to);

    /** Working days after {@code from} up to and including {@code to}; zero if not later. */
    long workingDaysBetween(LocalDate from, LocalDate to);

    /** Today's business date. */
    LocalDate today();

    /** The same where a region works: with its holidays besides the company's, in its time zone. */
    WorkingTime in(@Nullable String region);
}
