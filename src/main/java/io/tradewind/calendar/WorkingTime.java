package io.tradewind.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Time as the company works it, in the company's time zone. */
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
}
