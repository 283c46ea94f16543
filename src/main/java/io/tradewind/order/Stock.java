package io.tradewind.order;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is on the shelf of a product whose stock is kept.
 *
 * @param reserved what confirmed orders will still take
 * @param expectedOn when more comes; null when nobody knows
 */
public record Stock(String product, int onHand, int reserved, @Nullable LocalDate expectedOn) {

    /** What a new order may still take; never negative. */
    public int free() {
        return Math.max(0, onHand - reserved);
    }
}
