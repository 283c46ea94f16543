package io.tradewind.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The same cause again: all cases together are looked at, once. */
public interface CauseReviews {

    /**
     * Looks for other complaints with the same cause category about the same product or of the same customer, within the
     * period of the table {@code cause-repetition}. If there are enough, they are attached to the review that is open for
     * any of them, or a new one is opened with all of them.
     *
     * @return number of the review this call opened; empty if none was needed or one was open already
     */
    Optional<String> check(String caseNumber);

    /** @throws io.tradewind.engine.Refused if there is no such review */
    CauseReview get(String number);

    /** The reviews a case is attached to, oldest first. */
    List<CauseReview> ofCase(String caseNumber);

    /**
     * Keeps what the review found and what will be done; again changes nothing.
     *
     * @throws io.tradewind.engine.Refused if something is missing, or the day has passed
     */
    void close(String number, String finding, String measure, String owner, LocalDate dueOn);

    /**
     * A review.
     *
     * @param number what people say on the phone, e.g. {@code SR-2026-000012}
     * @param product code, when it is the same product
     * @param customerId when it is the same customer
     * @param cases numbers of the cases attached, oldest first
     */
    record CauseReview(
            String number,
            String category,
            @Nullable String product,
            @Nullable Long customerId,
            List<String> cases,
            Instant openedAt,
            @Nullable String finding,
            @Nullable String measure,
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            @Nullable Instant closedAt) {}
}
