package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An order of a customer.
 *
 * @param number what people say on the phone, e.g. {@code O-2026-000123}
 * @param amount the sum of the lines
 * @param agreedAmount what the contract was for; beyond it a change needs approval
 * @param paymentDays days from delivery to payment
 * @param prepayment what must be paid before goods leave; zero when nothing was agreed
 * @param prepaymentReceivedOn when it was found booked in full; null until then
 * @param prepaymentRefundedOn null unless it was paid back
 * @param wantedOn by when the customer wants everything; null when nobody said
 * @param inParts whether the customer takes what is there and the rest later
 * @param revision one more with every change
 * @param cancelledWhy what was said when it was cancelled; else null
 */
public record SalesOrder(
        String number,
        String contractNumber,
        String dealNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        BigDecimal agreedAmount,
        String currency,
        int paymentDays,
        @Nullable String deliveryAddress,
        BigDecimal prepayment,
        @Nullable LocalDate prepaymentReceivedOn,
        @Nullable LocalDate prepaymentRefundedOn,
        @Nullable LocalDate wantedOn,
        boolean inParts,
        int revision,
        State state,
        @Nullable String cancelledWhy,
        LocalDate placedOn,
        List<OrderLine> lines) {

    /** How far it has come. */
    public enum State {
        /** Written down, not yet let go: something may be in the way. */
        PLACED,
        /** Goods may leave. */
        CONFIRMED,
        /** Everything has arrived. */
        DELIVERED,
        /** Undone before anything left. */
        CANCELLED;

        /** As the table writes it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public SalesOrder {
        lines = List.copyOf(lines);
    }

    /** Whether something has left and was not recalled or lost. */
    public boolean anythingShipped() {
        return lines.stream().anyMatch(line -> line.shipped() > 0);
    }

    /** How many of a line are still to leave: none of a cancelled order. */
    public int toShip(OrderLine line) {
        return state == State.CANCELLED ? 0 : line.open();
    }

    /** Whether it was wanted before today and has not arrived. */
    public boolean late(LocalDate today) {
        return wantedOn != null && wantedOn.isBefore(today) && (state == State.PLACED || state == State.CONFIRMED);
    }
}
