package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An issued invoice. It never changes; what was paid is known by whoever keeps the payments.
 *
 * @param number what people say on the phone, e.g. {@code I-2026-000123}
 * @param paid what has been paid of it so far; more than the amount when overpaid
 */
public record Invoice(
        String number,
        String orderNumber,
        String deliveryNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        BigDecimal paid,
        String currency,
        LocalDate issuedOn,
        LocalDate dueOn) {

    /** What is still to be paid; never negative. */
    public BigDecimal open() {
        return amount.subtract(paid).max(BigDecimal.ZERO);
    }

    /** {@code open}, {@code part-paid} or {@code paid}. */
    public String state() {
        return open().signum() == 0 ? "paid" : paid.signum() > 0 ? "part-paid" : "open";
    }

    /** Whether something is still to be paid after its due date. */
    public boolean overdue(LocalDate today) {
        return open().signum() > 0 && dueOn.isBefore(today);
    }

    Invoice paid(BigDecimal sum) {
        return new Invoice(
                number, orderNumber, deliveryNumber, customerId, rep, amount, sum, currency, issuedOn, dueOn);
    }
}
