package io.tradewind.service;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The problem-solving path of a complaint: describe, contain, find the cause, provide a remedy, confirm, prevent. */
public interface Complaints {

    /** What a cause is sorted under. */
    List<String> CAUSE_CATEGORIES = List.of(
            "product", "transport", "installation", "documentation", "order-handling", "invoice", "advice", "other");

    /**
     * @param problem what exactly is wrong: what, where, since when, how many
     * @param measure what keeps it from getting worse until it is solved
     * @throws io.tradewind.engine.Refused if either is missing
     */
    void contain(String number, String problem, String measure);

    /**
     * Keeps the chain of whys, which may end before the fifth but has no gap.
     *
     * @param category one of {@link #CAUSE_CATEGORIES}
     * @throws io.tradewind.engine.Refused if the category is none of these, the first why is missing or one is left out
     */
    void findCause(String number, String category, List<String> whys);

    /**
     * Keeps what was done about it, as a new round.
     *
     * @param goodwillKind {@code money-back}, {@code credit}, {@code goods} or {@code service}; null gives nothing
     * @param goodwillAmount in the company's currency
     * @return the round, from 1 up
     * @throws io.tradewind.engine.Refused if the remedy is missing, or only one of kind and amount is given
     */
    int provideRemedy(String number, String remedy, @Nullable String goodwillKind, @Nullable BigDecimal goodwillAmount);

    /**
     * Asks the customer by mail whether it is solved, once per round, if an address is known.
     *
     * @return whether a mail was written
     */
    boolean askForConfirmation(String number);

    /**
     * What the customer said on the phone about the latest remedy.
     *
     * @return whether it is solved; if the customer has answered this round before, by what they said then
     */
    boolean confirmByPhone(String number, boolean solved, @Nullable String said);

    /** What is behind a link. Looking changes nothing: mail scanners look first. */
    ConfirmationLink look(String token);

    /**
     * The customer answers behind the link.
     *
     * @return what the link led to before: only {@code OPEN} means that the answer was taken
     * @throws io.tradewind.engine.Refused if the answer is missing or too long
     */
    ConfirmationLink confirmByLink(String token, @Nullable Boolean solved, @Nullable String said);

    /**
     * @param owner user id of who sees to it
     * @param lesson what others should learn; null says cause and measure
     * @throws io.tradewind.engine.Refused if measure, owner or day are missing, or the day has passed
     */
    void prevent(String number, String measure, String owner, LocalDate dueOn, @Nullable String lesson);

    /** Everything that is known so far. */
    ComplaintRecord record(String number);

    /** What is known of a complaint. */
    record ComplaintRecord(
            List<Containment> containments,
            @Nullable Cause cause,
            List<Remedy> remedies,
            List<Confirmation> confirmations,
            @Nullable Prevention prevention) {

        /** The latest round. */
        public Optional<Remedy> latestRemedy() {
            return remedies.isEmpty() ? Optional.empty() : Optional.of(remedies.get(remedies.size() - 1));
        }
    }

    /** What it is, and what keeps it small. */
    record Containment(String problem, String measure, String by, Instant at) {}

    /** Why it happened: each why answers the one before. */
    record Cause(String category, List<String> whys, String by, Instant at) {
        /** The last answer. */
        public String root() {
            return whys.get(whys.size() - 1);
        }
    }

    /** What was done in a round. */
    record Remedy(
            int round,
            String remedy,
            BigDecimal goodwillAmount,
            @Nullable String goodwillKind,
            String currency,
            @Nullable String goodwillOutcome,
            String by,
            Instant at) {}

    /** What the customer said of a round. */
    record Confirmation(int round, boolean solved, String way, @Nullable String said, String by, Instant at) {}

    /** What keeps it from happening again. */
    record Prevention(String measure, String owner, LocalDate dueOn, @Nullable String lesson, String by) {}
}
