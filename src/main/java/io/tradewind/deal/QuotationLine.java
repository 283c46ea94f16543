package io.tradewind.deal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One product in a quotation, at the prices of the day it was written.
 *
 * @param position from 1 up
 * @param product code
 * @param listPrice per unit
 * @param floorPrice per unit; for those entitled only
 * @param unitCost per unit; for those entitled only
 * @param discount percent of the list price, 0 to 100, at most two decimals
 * @param amount what the customer pays for the line, rounded half up to cents
 */
public record QuotationLine(
        int position,
        String product,
        String productName,
        String series,
        int quantity,
        BigDecimal listPrice,
        BigDecimal floorPrice,
        BigDecimal unitCost,
        BigDecimal discount,
        BigDecimal amount) {

    private static final BigDecimal HUNDRED = new BigDecimal("100");

    /** The amount of so many units at this list price less this discount, rounded half up to cents. */
    static BigDecimal amount(int quantity, BigDecimal listPrice, BigDecimal discount) {
        return listPrice
                .multiply(BigDecimal.valueOf(quantity))
                .multiply(HUNDRED.subtract(discount))
                .divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    /** The same price for another quantity. */
    QuotationLine in(int other) {
        return other == quantity
                ? this
                : new QuotationLine(
                        position,
                        product,
                        productName,
                        series,
                        other,
                        listPrice,
                        floorPrice,
                        unitCost,
                        discount,
                        amount(other, listPrice, discount));
    }

    /** The line at list price. */
    public BigDecimal listAmount() {
        return listPrice.multiply(BigDecimal.valueOf(quantity)).setScale(2, RoundingMode.HALF_UP);
    }

    /** What the line costs us; for those entitled only. */
    public BigDecimal cost() {
        return unitCost.multiply(BigDecimal.valueOf(quantity)).setScale(2, RoundingMode.HALF_UP);
    }

    /** Whether the customer pays less than the floor price. */
    public boolean belowFloor() {
        return amount.compareTo(floorPrice.multiply(BigDecimal.valueOf(quantity))) < 0;
    }
}
