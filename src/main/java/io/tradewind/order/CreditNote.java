package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The opposite of an issued invoice, of all its lines or some. It never changes.
 *
 * @param number what people say on the phone, e.g. {@code CN-2026-000123}
 * @param amount what the customer owes less; more than zero
 * @param reason in words, for the customer
 */
public record CreditNote(
        String number,
        Kind kind,
        String invoiceNumber,
        String orderNumber,
        long customerId,
        String rep,
        BigDecimal amount,
        String currency,
        String reason,
        LocalDate issuedOn,
        List<Line> lines) {

    /** What it came from. */
    public enum Kind {
        /** The invoice was wrong. */
        REVERSAL,
        /** The customer sent goods back. */
        RETURN;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public CreditNote {
        lines = List.copyOf(lines);
    }

    /** @param quantity how many pieces of the invoice's line, more than zero */
    public record Line(int position, String productName, int quantity, BigDecimal amount) {}
}
