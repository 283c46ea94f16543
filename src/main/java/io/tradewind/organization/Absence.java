package io.tradewind.organization;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days somebody is away.
 *
 * @param from first day away
 * @param to last day away
 * @param delegate user id of who stands in; null when nobody does
 * @param delegateName in full
 * @param scope process ids and kinds of approval the delegate stands in for; empty is all
 * @param cap approvals above this amount do not go to the delegate; null is without limit
 * @param capCurrency ISO 4217
 * @param enteredBy user id; null when it was not entered here
 * @param canBeEnded false once the last day is over
 */
public record Absence(
        long id,
        String userId,
        String name,
        LocalDate from,
        LocalDate to,
        @Nullable String delegate,
        @Nullable String delegateName,
        List<String> scope,
        @Nullable BigDecimal cap,
        @Nullable String capCurrency,
        @Nullable String enteredBy,
        @Nullable Instant enteredAt,
        boolean canBeEnded) {}
