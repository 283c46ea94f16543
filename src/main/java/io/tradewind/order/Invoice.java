package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An issued invoice. It never changes; what was paid is known by whoever keeps the payments.
 *
 * @param number what people say on the phone, e.g. {@code I-2026-000123}
 * @param paid what has been paid of it so far; more than it asks for when overpaid
 * @param writtenOff what we gave up as a bad debt; neither paid nor credited, and no longer asked for
 * @param credited what credit notes have taken back of it; never more than the amount
 * @param dueOn when the last instalment is due
 * @param instalments at least one, in the order in which they fall due; they add up to the amount
 */
public record Invoice(
        String number,
        String orderNumber,
        String deliveryNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        BigDecimal paid,
        BigDecimal writtenOff,
        BigDecimal credited,
        String currency,
        LocalDate issuedOn,
        LocalDate dueOn,
        List<Instalment> instalments) {

    public Invoice {
        instalments = List.copyOf(instalments);
    }

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
        return asked().subtract(paid).subtract(writtenOff).max(BigDecimal.ZERO);
    }

    /**
     * {@code open}, {@code part-paid}, {@code paid}, {@code credited} when all of it was taken back, or {@code written-off}
     * when what is not paid was given up.
     */
    public String state() {
        if (asked().signum() == 0 && credited.signum() > 0) {
            return "credited";
        }
        if (open().signum() == 0 && writtenOff.signum() > 0) {
            return "written-off";
        }
        return open().signum() == 0 ? "paid" : paid.signum() > 0 ? "part-paid" : "open";
    }

    /**
     * What is still to be paid of each instalment: whatever was paid went to the one due first, then to the next; whatever
     * was credited shortens the last, then the one before.
     */
    public List<OpenInstalment> openInstalments() {
        List<OpenInstalment> open = new ArrayList<>();
        BigDecimal left = asked().subtract(open());
        BigDecimal asked = asked();
        for (Instalment instalment : instalments) {
            BigDecimal part = instalment.amount().min(asked);
            asked = asked.subtract(part);
            BigDecimal covered = left.min(part);
            left = left.subtract(covered);
            if (covered.compareTo(part) < 0) {
                open.add(new OpenInstalment(
                        instalment.number(),
                        instalments.size(),
                        instalment.amount(),
                        part.subtract(covered),
                        instalment.dueOn()));
            }
        }
        return open;
    }

    /**
     * By how much what is due on which day is owed less than on this older reading of the invoice. Of the amount, what was
     * not owed belongs to the last day.
     *
     * @param after the same invoice, read since
     * @param amount what was paid, credited or given up in between; below zero when it was taken back
     */
    public Map<LocalDate, BigDecimal> owedLess(Invoice after, BigDecimal amount) {
        Map<LocalDate, BigDecimal> less = new TreeMap<>();
        openInstalments().forEach(one -> less.merge(one.dueOn(), one.open(), BigDecimal::add));
        after.openInstalments()
                .forEach(one -> less.merge(one.dueOn(), one.open().negate(), BigDecimal::add));
        BigDecimal rest = amount.subtract(less.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        less.merge(dueOn, rest, BigDecimal::add);
        less.values().removeIf(part -> part.signum() == 0);
        return less;
    }

    /** Whether something is still to be paid after an instalment's due date. */
    public boolean overdue(LocalDate today) {
        return openInstalments().stream().anyMatch(instalment -> instalment.daysOverdue(today) > 0);
    }

    /** One that has none on record is due as a whole. */
    Invoice inInstalments(List<Instalment> parts) {
        return new Invoice(
                number,
                orderNumber,
                deliveryNumber,
                customerId,
                rep,
                amount,
                paid,
                writtenOff,
                credited,
                currency,
                issuedOn,
                dueOn,
                parts.isEmpty() ? List.of(new Instalment(1, amount, dueOn)) : parts);
    }

    /** As it would be without so much of what is credited. */
    Invoice uncredited(BigDecimal sum) {
        return new Invoice(
                number,
                orderNumber,
                deliveryNumber,
                customerId,
                rep,
                amount,
                paid,
                writtenOff,
                credited.subtract(sum),
                currency,
                issuedOn,
                dueOn,
                instalments);
    }

    Invoice settled(BigDecimal paid, BigDecimal writtenOff) {
        return new Invoice(
                number,
                orderNumber,
                deliveryNumber,
                customerId,
                rep,
                amount,
                paid,
                writtenOff,
                credited,
                currency,
                issuedOn,
                dueOn,
                instalments);
    }
}
