package io.tradewind.kpi.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A cost as it is booked.
 *
 * @param takesBack the entry it is the opposite of
 * @param takenBackBy the entry that is its opposite
 */
public record CostEntry(
        long id,
        CostCategory category,
        LocalDate bookedOn,
        BigDecimal amount,
        String currency,
        @Nullable String region,
        @Nullable String team,
        @Nullable String rep,
        @Nullable Long customerId,
        @Nullable String product,
        @Nullable String dealNumber,
        @Nullable String note,
        @Nullable Long takesBack,
        @Nullable Long takenBackBy,
        String enteredBy,
        Instant enteredAt) {

    /** As people quote it, e.g. {@code COST-000017}. */
    public String number() {
        return number(id);
    }

    /** Whether it can still be taken back. */
    public boolean stands() {
        return takesBack == null && takenBackBy == null;
    }

    static String number(long id) {
        return "COST-%06d".formatted(id);
    }
}
