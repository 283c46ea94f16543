package io.tradewind.organization;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days somebody is away.
 *
 * @param from first day away
 * @param to last day away
 * @param enteredBy user id; null when it was not entered here
 * @param canBeEnded false once the last day is over
 */
public record Absence(
        long id,
        String userId,
        String name,
        LocalDate from,
        LocalDate to,
        @Nullable String enteredBy,
        @Nullable Instant enteredAt,
        boolean canBeEnded) {}
