package io.tradewind.organization;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody is here, and who does something for them if not.
 *
 * @param until last day away; null when they are here
 * @param standIn who does it instead; null when they are here, or when nobody may
 * @param why in words; empty when they are here
 */
public record Standing(@Nullable LocalDate until, @Nullable Person standIn, String why) {

    static final Standing PRESENT = new Standing(null, null, "");

    /** Whether it can be put to them, or to who stands in. */
    public boolean reachable() {
        return until == null || standIn != null;
    }
}
