package io.tradewind.organization;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days away as somebody wants to enter them.
 *
 * @param userId who is away; null means the one who enters it
 * @param from first day away
 * @param to last day away
 * @param delegate user id of who stands in; null is nobody
 * @param scope process ids and kinds of approval the delegate stands in for; empty is all
 * @param cap approvals above this amount do not go to the delegate; null is without limit
 * @param capCurrency ISO 4217; null is the company's
 */
public record NewAbsence(
        @Nullable String userId,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String delegate,
        List<String> scope,
        @Nullable BigDecimal cap,
        @Nullable String capCurrency) {

    public NewAbsence {
        scope = List.copyOf(scope);
    }

    /** Without anybody who stands in. */
    public static NewAbsence days(@Nullable String userId, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new NewAbsence(userId, from, to, null, List.of(), null, null);
    }
}
