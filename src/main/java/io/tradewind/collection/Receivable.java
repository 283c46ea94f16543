package io.tradewind.collection;

import io.tradewind.order.OpenInstalment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An invoice as somebody who waits for its money sees it.
 *
 * @param rep user id of the rep it belongs to
 * @param open what is not paid yet, zero or more
 * @param writtenOff what was given up; a payment that comes after all pays it
 * @param dueOn when the first instalment with something open is due; of a paid invoice the last one's day
 * @param instalments those with something open, in the order in which they fall due
 */
public record Receivable(
        String invoiceNumber,
        String orderNumber,
        long customerId,
        String rep,
        BigDecimal open,
        BigDecimal writtenOff,
        String currency,
        LocalDate dueOn,
        List<OpenInstalment> instalments) {

    public Receivable {
        instalments = List.copyOf(instalments);
    }

    boolean isOpen() {
        return open.signum() > 0;
    }

    /** What a payment may still pay: what is open, and what was given up. */
    BigDecimal payable() {
        return open.add(writtenOff);
    }

    boolean isPayable() {
        return payable().signum() > 0;
    }

    /** By how much each instalment is open less than before; what no instalment takes belongs to the last. */
    List<PaymentReceived.Part> owedLess(Receivable after, BigDecimal amount) {
        Map<LocalDate, BigDecimal> covered = new TreeMap<>();
        instalments.forEach(one -> covered.merge(one.dueOn(), one.open(), BigDecimal::add));
        after.instalments.forEach(one -> covered.merge(one.dueOn(), one.open().negate(), BigDecimal::add));
        BigDecimal rest = amount.subtract(covered.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        covered.merge(isOpen() ? after.dueOn : dueOn, rest, BigDecimal::add);
        return covered.entrySet().stream()
                .filter(part -> part.getValue().signum() != 0)
                .map(part -> new PaymentReceived.Part(part.getKey(), part.getValue()))
                .toList();
    }
}
