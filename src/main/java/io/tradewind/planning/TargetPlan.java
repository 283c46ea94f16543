package io.tradewind.planning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a year's targets, published or on its way.
 *
 * @param number e.g. {@code TP-2026-000001}
 * @param version within its year; null before it is published
 * @param round of asking those concerned
 * @param basis what the proposal was made from, in words
 * @param changes number of the published plan it starts from; null for the first of a year
 * @param firstMonth from when it differs from that
 * @param givenUpBecause why a change was given up before it was published
 * @param revision counts every change of the draft
 */
public record TargetPlan(
        String number,
        int year,
        State state,
        @Nullable Integer version,
        int round,
        int mostRounds,
        String currency,
        String basis,
        @Nullable String changes,
        int firstMonth,
        @Nullable String reason,
        @Nullable Long approvalId,
        String createdBy,
        Instant createdAt,
        @Nullable String closedBy,
        @Nullable Instant closedAt,
        @Nullable String givenUpBecause,
        int revision) {

    /** Where it stands. */
    public enum State {
        DRAFT("draft"),
        TEAMS("with the teams"),
        REPS("with the reps"),
        ASKED("waits for approval"),
        PUBLISHED("published"),
        WITHDRAWN("withdrawn");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        boolean open() {
            return this != PUBLISHED && this != WITHDRAWN;
        }
    }

    /** Whether it changes what was published. */
    public boolean isReplan() {
        return changes != null;
    }
}
