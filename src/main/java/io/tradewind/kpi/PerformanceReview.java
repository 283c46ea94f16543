package io.tradewind.kpi;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The review of one person's month.
 *
 * @param reviewer user id of the superior who holds it
 * @param openedBy user id of who started it, or {@code system}
 * @param closedAt when it was closed and the month frozen; null while it is open
 * @param ended {@code agreed}, {@code no-answer}, {@code not-agreed}, {@code rep-left} or {@code no-review}
 * @param outcome {@code improvement}, {@code recognition} or {@code nothing}; null if it ended before
 */
public record PerformanceReview(
        String number,
        String rep,
        YearMonth period,
        String reviewer,
        String openedBy,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String ended,
        @Nullable String outcome) {

    /** Whether its scorecard cannot change any more. */
    public boolean frozen() {
        return closedAt != null;
    }

    /**
     * Something that was said or decided.
     *
     * @param kind what it is, such as {@code comment} or {@code mark}
     * @param about which mark or outcome
     * @param mark from 1 to 5
     * @param day of the talk or the follow-up
     * @param saidBy user id; null if nobody did it but time passed
     */
    public record Entry(
            String kind,
            @Nullable String about,
            @Nullable Integer mark,
            @Nullable LocalDate day,
            String words,
            @Nullable String saidBy,
            Instant saidAt) {}

    /** A score that was computed anew after a disagreement; null where there was none. */
    public record Earlier(@Nullable BigDecimal score, Instant computedAt) {}

    /**
     * All of a review in the order it was said.
     *
     * @param card the last one; it is the frozen one once the review is closed
     * @param earlier the scores before it, the first one first
     */
    public record Record(
            PerformanceReview review, @Nullable Scorecard card, List<Earlier> earlier, List<Entry> entries) {}

    /**
     * A mark beside the score.
     *
     * @param about teamwork, diligence or reliability
     * @param mark from 1, poor, to 5, excellent
     */
    public record Mark(String about, int mark, String reason) {}
}
