package io.tradewind.customer;

import io.tradewind.engine.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Where a source goes on: only what is older than this is wanted. A source asks for {@code (at, key) < (at(), number())},
 * or with {@code text()} if its keys are text, in this order, newest first; then an index finds it.
 *
 * @param tie what of the moment itself is still wanted
 * @param key the key up to which entries of the moment were given already
 */
public record TimelineBound(Instant at, Tie tie, String key) {

    /** What of the moment itself is still wanted. */
    public enum Tie {
        NOTHING,
        BELOW_THE_KEY,
        EVERYTHING
    }

    /** In bytes, as an index with collation C compares, it stands behind every number and letter of ours. */
    private static final String LAST_TEXT = "~";

    /** The exclusive bound of keys that are running numbers. */
    public long number() {
        return switch (tie) {
            case NOTHING -> Long.MIN_VALUE;
            case EVERYTHING -> Long.MAX_VALUE;
            case BELOW_THE_KEY -> parsed();
        };
    }

    /** The exclusive bound of keys that are text, compared in collation C. */
    public String text() {
        return switch (tie) {
            case NOTHING -> "";
            case EVERYTHING -> LAST_TEXT;
            case BELOW_THE_KEY -> key;
        };
    }

    /** The day of the bound. */
    public LocalDate day(ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    /** For sources that know days only: such an entry counts as from the beginning of its day. */
    public TimelineBound ofDays(ZoneId zone) {
        return at.equals(day(zone).atStartOfDay(zone).toInstant()) ? this : new TimelineBound(at, Tie.EVERYTHING, "");
    }

    private long parsed() {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw new Refused("before", "This place in the time line does not exist; start from its beginning.");
        }
    }
}
