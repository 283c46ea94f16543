package io.tradewind.order;

import java.math.BigDecimal;

/**
 * One product of an order.
 *
 * @param position from 1 up
 * @param product code
 * @param shipped how many have left so far
 * @param amount what the customer pays for the whole line
 */
public record OrderLine(
        int position, String product, String productName, int quantity, int shipped, BigDecimal amount) {

    /** How many have not left yet. */
    public int open() {
        return quantity - shipped;
    }
}
