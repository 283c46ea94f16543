package io.tradewind.deal;

import java.util.Map;

/**
 * An accepted version in the quantities of a changed order.
 *
 * @param version of the quotation whose prices hold
 * @param byPosition how many of each line; a line that is not named keeps its quantity
 * @param order number of the order
 * @param revision of the order
 * @param rep who asks, and therefore never decides
 */
public record OrderedQuantities(
        String dealNumber, long version, Map<Integer, Integer> byPosition, String order, int revision, String rep) {

    public OrderedQuantities {
        byPosition = Map.copyOf(byPosition);
    }
}
