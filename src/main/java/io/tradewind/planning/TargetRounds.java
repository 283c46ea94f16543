package io.tradewind.planning;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asking those concerned: managers for their team, then reps for themselves, in rounds. */
public interface TargetRounds {

    /** Puts a draft to the teams; it must add up exactly. */
    void putToTeams(String number);

    /** Managers to be asked now: all but those who agreed to exactly what is asked of their team. */
    List<String> managersToAsk(String number);

    /** Puts it to the reps. */
    void putToReps(String number);

    /** Reps to be asked now: all but those who agreed to exactly what is asked of them. */
    List<String> repsToAsk(String number);

    /**
     * Tells whoever has the question that it waits, once a round.
     *
     * @param holder the one asked, or their delegate
     * @return what is asked of the person, or of the person's team, in words
     */
    String ask(String number, String person, String holder);

    /**
     * Notes an answer.
     *
     * @param counter by measure; needed with an objection
     * @param reason needed with an objection
     * @throws io.tradewind.engine.Refused if an objection says nothing instead, or the manager's own breakdown does not
     *     add up
     */
    void answer(
            String number, String person, boolean agrees, Map<Measure, BigDecimal> counter, @Nullable String reason);

    /** What was said, latest first. */
    List<Voice> voices(String number);

    /**
     * Ends the asking.
     *
     * @return how many object and whether another round is left; with objections the draft is the director's again
     */
    Outcome weigh(String number);

    /** Begins the next round. */
    void again(String number);

    /** How a round ended. */
    record Outcome(int objections, boolean roundLeft) {}

    /**
     * What somebody said.
     *
     * @param seen what was asked of them then
     * @param counter what they would agree to, in words; empty when they agree
     * @param open whether it is an objection of the last round: who was asked again and agreed or kept silent objects no more
     */
    record Voice(
            String node,
            int round,
            String person,
            boolean agrees,
            String seen,
            String counter,
            @Nullable String reason,
            Instant saidAt,
            boolean open) {}
}
