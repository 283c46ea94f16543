package io.tradewind.engine.expression;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How often a timer of a model may come. */
public final class TimerWords {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final int LONGEST = 100;
    private static final Pattern REPEATED = Pattern.compile("R(\\d{0,6})/(P[^/]+)");
    private static final Pattern RUNNING = Pattern.compile("R\\d{0,10}/(?:([^/P][^/]*)/)?(P[^/]+)(?:/[^/]+)?");
    private static final Pattern LENGTH = Pattern.compile("P(?:(\\d{1,4})Y)?(?:(\\d{1,4})M)?(?:(\\d{1,4})W)?"
            + "(?:(\\d{1,6})D)?(?:T(?:(\\d{1,6})H)?(?:(\\d{1,8})M)?(?:(\\d{1,9})(?:\\.\\d{1,9})?S)?)?");
    private static final Pattern CRON =
            Pattern.compile("[0-5]?\\d(?:\\s+[0-9A-Z*?/,#-]{1,40}){5,6}", Pattern.CASE_INSENSITIVE);

    private TimerWords() {}

    /** What is wrong with a cycle as it is written into a model; null if nothing is. */
    public static @Nullable String strangeCycle(String text) {
        String cycle = text.strip();
        Matcher repeated = REPEATED.matcher(cycle);
        if (repeated.matches()) {
            return length(repeated.group(2)) == null ? notReadable() : tooShort(repeated.group(2));
        }
        return CRON.matcher(cycle).matches()
                ? null
                : "does not name one second of the minute, or is no cycle; write how often, such as R/PT1H, or when, such"
                        + " as 0 30 5 * * ? for half past five every day, at most once a minute";
    }

    /** The same for what the engine made of it: it writes when the first one was into it. */
    static @Nullable String strangeRunningCycle(String cycle) {
        Matcher running = cycle.length() > LONGEST ? null : RUNNING.matcher(cycle.strip());
        if (running == null || !running.matches()) {
            return cycle.startsWith("R") ? notReadable() : strangeCycle(cycle);
        }
        String first = running.group(1);
        if (first != null) {
            try {
                LocalDateTime since = LocalDateTime.parse(first.substring(0, Math.min(19, first.length())));
                if (since.isBefore(LocalDateTime.now().minusYears(20))) {
                    return "begins too long ago; leave the beginning out";
                }
            } catch (DateTimeException unreadable) {
                return notReadable();
            }
        }
        return tooShort(running.group(2));
    }

    /** What is wrong with a duration; null if nothing is. */
    public static @Nullable String strangeDuration(String duration) {
        return length(duration.strip()) == null
                ? "is no length of time that is waited once; write it such as PT4H or P14D"
                : null;
    }

    private static String notReadable() {
        return "is no cycle that can be read; write how often, such as R/PT1H or R3/P1D, without a beginning or an end";
    }

    private static @Nullable String tooShort(String text) {
        Duration length = length(text);
        return length == null
                ? notReadable()
                : length.compareTo(SHORTEST) < 0 ? "comes more than once a minute; write PT1M or longer" : null;
    }

    private static @Nullable Duration length(String text) {
        Matcher part = LENGTH.matcher(text);
        if (text.length() > LONGEST || !part.matches() || text.equals("P") || text.endsWith("T")) {
            return null;
        }
        Period days = Period.of(number(part, 1), number(part, 2), 0);
        return Duration.ofDays(days.toTotalMonths() * 28 + number(part, 3) * 7L + number(part, 4))
                .plusHours(number(part, 5))
                .plusMinutes(number(part, 6))
                .plusSeconds(number(part, 7));
    }

    private static int number(Matcher part, int group) {
        return part.group(group) == null ? 0 : Integer.parseInt(part.group(group));
    }
}
