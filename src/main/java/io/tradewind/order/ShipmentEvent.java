package io.tradewind.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier reports.
 *
 * @param event one of {@link #KNOWN}
 * @param at when it happened
 * @param eventId the carrier's own number of the report, if it gives one: the same number is the same report
 * @param receivedBy who took the goods in; needed for {@code delivered}
 */
public record ShipmentEvent(
        @Nullable String event, @Nullable Instant at, @Nullable String receivedBy, @Nullable String eventId) {

    /** The one that is a proof of delivery. */
    public static final String DELIVERED = "delivered";

    /** All that are taken in. */
    public static final List<String> KNOWN = List.of("picked-up", "in-transit", DELIVERED, "failed", "lost", "damaged");

    /** Those after which the goods will not arrive as they should: somebody has to look into it. */
    public static final List<String> LOSSES = List.of("lost", "damaged");
}
