package io.tradewind.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long was worked between two moments; implemented where the calendar is known. */
public interface WorkedTime {

    /** @param person where this person works; null for the company's calendar. Zero if the second moment is not later. */
    Duration between(Instant from, Instant to, @Nullable String person);
}
