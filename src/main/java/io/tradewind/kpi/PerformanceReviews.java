package io.tradewind.kpi;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reviews of people's months. There is one for a person and a month, whoever opens it and on however many nodes. What was
 * said is only ever added to; once closed, the scorecard stays as it was shown, whatever facts come later.
 */
public interface PerformanceReviews {

    /** What comes of the rep's answer. */
    enum Answer {
        AGREED,
        NO_ANSWER,
        /** Another talk, with the scorecard computed again. */
        TALK_AGAIN,
        /** Not agreed a second time: it is recorded so. */
        NOT_AGREED
    }

    /**
     * Opens last month's reviews of the next people who work here today and have none, in the order of their user ids.
     *
     * @param afterUserId the last one looked at before; empty to begin
     * @return the last one looked at now; empty when there is none left
     */
    Optional<String> openNext(String afterUserId);

    /**
     * Opens one now, for a month that is over.
     *
     * @throws io.tradewind.engine.Refused if it cannot be, saying why
     */
    PerformanceReview open(String rep, YearMonth period);

    /** @throws io.tradewind.engine.Refused if there is none */
    PerformanceReview get(String number);

    /** Everything kept of a person's month; empty if it was not reviewed yet. */
    Optional<PerformanceReview.Record> find(String rep, YearMonth period);

    /** What was kept of this month, by user id. */
    Map<String, PerformanceReview.Record> of(Collection<String> reps, YearMonth period);

    /** Computes the scorecard from the facts of now and keeps it as it will be shown. */
    Scorecard compute(String number);

    /** The last one that was computed. */
    Scorecard card(String number);

    /** Tells the rep that the card waits. */
    void tellRep(String number);

    /** Why somebody reviews a month without a score, or does not. */
    void decideWithoutScore(String number, boolean review, String reason);

    /**
     * Keeps what the rep says to the card, and tells the reviewer that it is their turn.
     *
     * @param comment empty for one who only read it; nobody acting means that the time passed
     * @return whether the rep still works here
     */
    boolean comment(String number, String comment);

    /** The superior who holds it now: the nearest who works here. Written down if it is another than before. */
    String reviewer(String number);

    /** @throws io.tradewind.engine.Refused if a mark or its reason is missing */
    void mark(String number, List<PerformanceReview.Mark> marks);

    /** @throws io.tradewind.engine.Refused if the day lies before the end of the month or in the future */
    void talk(String number, @Nullable LocalDate on, String notes);

    /**
     * Keeps what follows.
     *
     * @param outcome {@code improvement}, {@code recognition} or {@code nothing}
     * @param words the measures, the recognition, or why nothing
     * @param followUp when an improvement is looked at again
     * @throws io.tradewind.engine.Refused if words are missing, or an improvement has no day to come
     */
    void settle(String number, String outcome, String words, @Nullable LocalDate followUp);

    /**
     * Keeps the rep's answer.
     *
     * @param agrees null when the time passed
     * @throws io.tradewind.engine.Refused if a no has no reason
     */
    Answer answer(String number, @Nullable Boolean agrees, @Nullable String reason);

    /** Closes it: from now on the month is frozen. Again changes nothing. */
    void freeze(String number);

    /** Keeps how far an improvement went. */
    void followUp(String number, String result, String words);
}
