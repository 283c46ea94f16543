package io.tradewind.order;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer wants changed before anything has left.
 *
 * @param deliveryAddress null or blank leaves it
 * @param wantedOn by when they want it; null leaves it
 * @param quantities new quantity by line; what is not named stays
 */
public record OrderChange(
        @Nullable String deliveryAddress, @Nullable LocalDate wantedOn, Map<Integer, Integer> quantities) {

    public OrderChange {
        quantities = Map.copyOf(quantities);
    }
}
