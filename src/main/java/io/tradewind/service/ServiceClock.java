package io.tradewind.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much working time a case has used and may use. The clock runs in the customer's working time and stands while we
 * wait for the customer; every such pause is kept, and all of them count.
 *
 * <p>What is stored is the time used; deadlines are derived from what is left, so that a pause moves them by itself. The
 * level is fixed when the case is opened: a changed table moves no open case, only {@link #rerate} does.
 */
public interface ServiceClock {

    /** Longest reason of a pause or a new rating, in characters. */
    int LONGEST_REASON = 500;

    /** Where a case stands now. */
    ClockReading read(String number);

    /** Every pause, oldest first. */
    List<CasePause> pauses(String number);

    /** Every rating, the opening first. */
    List<CaseRating> ratings(String number);

    /**
     * Stops the clock now.
     *
     * @throws io.tradewind.engine.Refused if it stands already, the case is resolved, or no reason is given
     */
    void pause(String number, String why);

    /** As {@link #pause}, but leaves a standing clock and a resolved case as they are. */
    void pauseIfRunning(String number, String why);

    /**
     * Lets the clock run again, from now or, where that was noticed late, from an earlier moment of the pause.
     *
     * @param from null is now
     * @throws io.tradewind.engine.Refused if it runs, or the moment lies before the pause or ahead of us
     */
    void resume(String number, @Nullable Instant from);

    /** As {@link #resume} from now, but leaves a running clock as it is. */
    void resumeIfPaused(String number);

    /**
     * Adds a pause that was forgotten at the time.
     *
     * @throws io.tradewind.engine.Refused if it ends before it starts, lies before the case, ahead of us or across
     *     another pause, or no reason is given
     */
    void recordPause(String number, Instant from, Instant until, String why);

    /**
     * Rates the case anew, by the table as it is now, for another severity or because the customer's class has changed.
     * What was used stays used.
     *
     * @throws io.tradewind.engine.Refused if the case is resolved or no reason is given
     */
    void rerate(String number, Severity severity, String why);

    /**
     * What to wait for next, with the case locked until the end of the transaction: a change of the clock in the same
     * moment comes before or after, never in between.
     */
    NextMoment next(String number);

    /**
     * Gives a warning, once: at 50 % service, at 80 % the customer's owner too, at 100 % their superiors as well. Nothing
     * happens if the time is not used up so far (any more) or the warning was given.
     */
    void warn(String number, Milestone milestone, int percent);

    /** Warnings given, oldest first. */
    List<GivenWarning> warnings(String number);

    /** What is measured. */
    enum Milestone {
        /** Until the customer has a first answer. */
        RESPOND,
        /** Until the matter is settled or the customer says that it is solved. */
        RESOLVE;

        /** As the table writes it. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** As the table writes it. */
        public static Milestone of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /**
     * A pause.
     *
     * @param endedAt null while it lasts
     */
    record CasePause(
            Instant startedAt, String startedBy, String why, @Nullable Instant endedAt, @Nullable String endedBy) {}

    /** A rating, with the version of the table that gave the hours. */
    record CaseRating(
            Severity severity,
            String customerClass,
            long respondHours,
            long resolveHours,
            int tableVersion,
            String why,
            String by,
            Instant at) {}

    /** A warning that was given. */
    record GivenWarning(Milestone milestone, int percent, Instant at) {}

    /**
     * What the watching process waits for.
     *
     * @param state {@code running}, {@code paused} or {@code over} when nothing is left to warn of
     * @param at when the percentage is reached if nothing changes; only while running
     */
    record NextMoment(String state, @Nullable Instant at, @Nullable Milestone milestone, @Nullable Integer percent) {}
}
