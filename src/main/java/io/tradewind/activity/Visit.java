package io.tradewind.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A visit to a customer.
 *
 * @param number what people say on the phone, e.g. {@code V-2026-000012}
 * @param rep user id of who goes there
 * @param planned false if it was written down when it was over
 * @param goal what the rep wants to come back with; null until prepared
 * @param happened null until reported
 * @param minutes how long it took; null unless it took place
 * @param followUp what was agreed on; null if nothing was
 * @param hints what does not look right, for a manager to judge
 */
public record Visit(
        long id,
        String number,
        long customerId,
        String rep,
        String purpose,
        LocalDate plannedOn,
        boolean planned,
        @Nullable String goal,
        @Nullable Boolean happened,
        @Nullable Instant startedAt,
        @Nullable Integer minutes,
        @Nullable String place,
        @Nullable String report,
        @Nullable String followUp,
        @Nullable LocalDate followUpOn,
        @Nullable String followedUp,
        List<String> hints) {}
