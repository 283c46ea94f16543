package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Goods that left together.
 *
 * @param number under which the carrier reports, e.g. {@code S-2026-000123}
 * @param amount what the customer pays for these goods
 * @param ended {@code recalled} or {@code lost} when it will never arrive; else null
 * @param receivedOn null while under way
 * @param proof {@code form} or {@code carrier}; null while under way
 */
public record Delivery(
        String number,
        String orderNumber,
        String carrier,
        @Nullable String trackingNumber,
        BigDecimal amount,
        LocalDate shippedOn,
        @Nullable LocalDate receivedOn,
        @Nullable String receivedBy,
        @Nullable String proof,
        @Nullable String ended) {

    /** Whether it has neither arrived nor will never. */
    public boolean underWay() {
        return receivedOn == null && ended == null;
    }

    /** Whether the customer has it. */
    public boolean received() {
        return receivedOn != null;
    }
}
