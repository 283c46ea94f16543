package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An issued invoice. It never changes; what was paid is known by whoever keeps the payments.
 *
 * @param number what people say on the phone, e.g. {@code I-2026-000123}
 * @param paid what has been paid of it so far; more than it asks for when overpaid
 * @param credited what credit notes have taken back of it; never more than the amount
 */
public record Invoice(
        String number,
        String orderNumber,
        String deliveryNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        BigDecimal paid,
        BigDecimal credited,
        String currency,
        LocalDate issuedOn,
        LocalDate dueOn) {

    /** What it still asks for, paid or not. */
    public BigDecimal asked() {
        return amount.subtract(credited);
    }

    /** What was paid beyond what it asks for: the customer's. Never negative. */
    public BigDecimal overpaid() {
        return paid.subtract(asked()).max(BigDecimal.ZERO);
    }

    /** What is still to be paid; never negative. */
    public BigDecimal open() {
        return asked().subtract(paid).max(BigDecimal.ZERO);
    }

    /** {@code open}, {@code part-paid}, {@code paid}, or {@code credited} when all of it was taken back. */
    public String state() {
        if (asked().signum() == 0 && credited.signum() > 0) {
            return "credited";
        }
        return open().signum() == 0 ? "paid" : paid.signum() > 0 ? "part-paid" : "open";
    }

    /** Whether something is still to be paid after its due date. */
    public boolean overdue(LocalDate today) {
        return open().signum() > 0 && dueOn.isBefore(today);
    }

    Invoice paid(BigDecimal sum) {
        return new Invoice(
                number, orderNumber, deliveryNumber, customerId, rep, amount, sum, credited, currency, issuedOn, dueOn);
    }
}
