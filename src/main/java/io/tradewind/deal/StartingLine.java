package io.tradewind.deal;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line that the first quotation of a deal begins with, because the customer had it before.
 *
 * @param product code
 * @param listPrice per unit, as it is today; null when the product is not sold any more
 * @param currency of the list price
 */
public record StartingLine(
        String product, String productName, int quantity, @Nullable BigDecimal listPrice, @Nullable String currency) {

    /** Whether it can be quoted again. */
    public boolean sold() {
        return listPrice != null;
    }
}
