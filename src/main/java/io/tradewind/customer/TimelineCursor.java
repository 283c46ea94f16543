package io.tradewind.customer;

import io.tradewind.engine.Refused;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;

/** A place in a time line: everything after it is older. As text it is opaque, so that nobody builds one. */
record TimelineCursor(Instant at, TimelineKind kind, String key) {

    /** Newest first; one order for all, whoever asks and however often. */
    static final Comparator<TimelineEntry> ORDER = Comparator.comparing(TimelineEntry::at)
            .reversed()
            .thenComparing(TimelineEntry::kind)
            .thenComparing(TimelineCursor::descending);

    private static final int LONGEST = 300;

    static TimelineCursor of(TimelineEntry last) {
        return new TimelineCursor(last.at(), last.kind(), last.key());
    }

    /** The bound for a source of this kind. */
    TimelineBound boundFor(TimelineKind other) {
        int place = other.compareTo(kind);
        return new TimelineBound(
                at,
                place < 0
                        ? TimelineBound.Tie.NOTHING
                        : place > 0 ? TimelineBound.Tie.EVERYTHING : TimelineBound.Tie.BELOW_THE_KEY,
                key);
    }

    @Override
    public String toString() {
        long micros = micros(at);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((micros + " " + kind.name() + " " + key).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Refused if it is none of ours */
    static TimelineCursor parse(String text) {
        try {
            if (text.length() <= LONGEST) {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
                if (parts.length == 3 && parts[2].chars().noneMatch(c -> c < ' ')) {
                    return new TimelineCursor(
                            Instant.EPOCH.plus(
                                    Math.max(FIRST, Math.min(LAST, Long.parseLong(parts[0]))), ChronoUnit.MICROS),
                            TimelineKind.valueOf(parts[1]),
                            parts[2]);
                }
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            // said below
        }
        throw new Refused("before", "This place in the time line does not exist; start from its beginning.");
    }

    private static final long FIRST = micros(Instant.parse("0001-01-02T00:00:00Z"));

    /** The end of the year 9999, in microseconds: PostgreSQL knows this day too. */
    private static final long LAST = micros(Instant.parse("9999-12-31T00:00:00Z"));

    /** Counted by hand: what Java counts on the way, nanoseconds, end in the year 2262. */
    private static long micros(Instant moment) {
        return moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
    }

    private static int descending(TimelineEntry left, TimelineEntry right) {
        String a = left.key();
        String b = right.key();
        boolean numbers = isNumber(a) && isNumber(b);
        return numbers ? Long.compare(Long.parseLong(b), Long.parseLong(a)) : b.compareTo(a);
    }

    private static boolean isNumber(String key) {
        return key.length() < 19 && !key.isEmpty() && key.chars().allMatch(Character::isDigit);
    }
}
