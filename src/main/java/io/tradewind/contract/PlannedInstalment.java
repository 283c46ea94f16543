package io.tradewind.contract;

import java.math.BigDecimal;

/**
 * A part of every invoice of a contract, and when it is due.
 *
 * @param number from 1 up, in the order in which they are due
 * @param share of the invoice as a fraction of 1, above 0; those of one plan add up to exactly 1
 * @param daysAfterInvoice 0 to 365, more than the one before
 */
public record PlannedInstalment(int number, BigDecimal share, int daysAfterInvoice) {

    /** {@code 30 % after 14 days}. */
    public String words() {
        return percent() + " % after " + daysAfterInvoice + (daysAfterInvoice == 1 ? " day" : " days");
    }

    private String percent() {
        BigDecimal percent = share.movePointRight(2).stripTrailingZeros();
        return (percent.scale() < 0 ? percent.setScale(0) : percent).toPlainString();
    }
}
