package io.tradewind.order;

import java.math.BigDecimal;

/**
 * One product of an order.
 *
 * @param position from 1 up
 * @param product code
 * @param shipped how many have left so far
 * @param closed how many will not be delivered any more
 * @param amount what the customer pays for the whole line
 */
public record OrderLine(
        int position, String product, String productName, int quantity, int shipped, int closed, BigDecimal amount) {

    /** How many are still to leave. */
    public int open() {
        return quantity - shipped - closed;
    }
}
