package io.tradewind.engine.path;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where cases waited, where they stand, and which ways they took. */
public interface Passages {

    /** Each step's times, by its id; under the empty id the whole case's. */
    Map<String, Times> times(Asked asked);

    /** The same of one step, by whom it was: {@code groups} names the group of each rep. */
    Map<String, Times> times(Asked asked, String step, Map<String, String> groups);

    /**
     * Of each process its cases, and how its steps kept to their due dates; of all in one question.
     *
     * @param processes the versions of each, by whatever name; those of {@code asked} are not looked at
     */
    Map<String, Whole> wholes(Map<String, List<String>> processes, Asked asked);

    /** How often each way out of a step that has several was taken, by the flow's id. */
    Map<String, Long> ways(Asked asked);

    /** Of the cases that ended in the period: how many came to each step, and more than once. */
    Came came(Asked asked);

    /** How many cases stand at each step now, and for how many of them the step is past due. */
    Map<String, Now> now(Asked asked);

    /** Who stands longest now, at any step or at one. */
    List<Standing> longest(Asked asked, @Nullable String step, int limit);

    /**
     * @param definitions ids of the versions
     * @param from steps that ended then or later
     * @param to steps that ended before
     * @param reps whose cases; null for everybody's
     * @param worked in working time, otherwise on the clock on the wall
     */
    record Asked(List<String> definitions, Instant from, Instant to, @Nullable List<String> reps, boolean worked) {}

    /**
     * All durations in seconds. Steps that something else put an end to are counted apart and have no part in the others.
     *
     * @param median null when nothing was passed
     * @param planned the median of the time until due
     * @param due how many had a due date
     * @param lateBy the median of those that were late
     */
    record Times(
            long passed,
            long brokenOff,
            @Nullable Double median,
            @Nullable Double ninth,
            long due,
            @Nullable Double planned,
            long late,
            @Nullable Double lateBy) {}

    /**
     * What was broken off has no part in it.
     *
     * @param passed cases that ended in the period
     * @param median how long they took; null when there was none
     * @param due steps that had a due date
     */
    record Whole(long passed, @Nullable Double median, long due, long late) {}

    /** @param ended cases that ended in the period, and were not broken off */
    record Came(long ended, Map<String, Step> steps) {
        public record Step(long cases, long again) {}
    }

    record Now(long standing, long late) {}

    record Standing(
            String businessKey,
            String definition,
            String step,
            @Nullable String rep,
            @Nullable Instant since,
            @Nullable Instant due) {}
}
