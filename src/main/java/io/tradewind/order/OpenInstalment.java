package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * An instalment of which something is still to be paid.
 *
 * @param number from 1
 * @param of how many instalments the invoice has
 * @param open more than zero
 */
public record OpenInstalment(int number, int of, BigDecimal amount, BigDecimal open, LocalDate dueOn) {

    /** Days since it fell due; zero or less when it has not. */
    public int daysOverdue(LocalDate today) {
        return (int) ChronoUnit.DAYS.between(dueOn, today);
    }
}
