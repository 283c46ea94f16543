package io.tradewind.deal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How figures of a deal are written for people. */
final class Words {

    private Words() {}

    /** {@code 9,159.90 USD}. */
    static String money(BigDecimal amount, String currency) {
        return String.format(Locale.ENGLISH, "%,.2f %s", amount, currency);
    }

    /** A fraction of 1 as {@code 12.5 %}. */
    static String percent(BigDecimal share) {
        BigDecimal percent = share.movePointRight(2).setScale(2, RoundingMode.HALF_UP);
        return plain(percent) + " %";
    }

    /** {@code 3 × GTX Pro, 5 % off}. */
    static String line(QuotationLine line) {
        String sold = line.quantity() + " × " + line.productName();
        return line.discount().signum() == 0 ? sold : sold + ", " + plain(line.discount()) + " % off";
    }

    /** {@code 3 × GTX Pro, today 4,821.00 USD each}. */
    static String line(StartingLine line) {
        return line.quantity() + " × " + line.productName()
                + (line.listPrice() == null || line.currency() == null
                        ? ", no longer sold: offer something else"
                        : ", today " + money(line.listPrice(), line.currency()) + " each");
    }

    /** What changed between two versions, e.g. {@code discount 5 % → 8 %, days to pay 30 → 60}. */
    static String comparison(Quotation before, Quotation now) {
        List<String> changes = new ArrayList<>();
        if (before.discount().compareTo(now.discount()) != 0) {
            changes.add("discount " + percent(before.discount()) + " → " + percent(now.discount()));
        }
        if (before.total().compareTo(now.total()) != 0) {
            changes.add(
                    "total " + money(before.total(), before.currency()) + " → " + money(now.total(), now.currency()));
        }
        if (before.paymentDays() != now.paymentDays()) {
            changes.add("days to pay " + before.paymentDays() + " → " + now.paymentDays());
        }
        if (!before.deliveryDate().equals(now.deliveryDate())) {
            changes.add("delivery " + before.deliveryDate() + " → " + now.deliveryDate());
        }
        if (!before.lines().equals(now.lines())) {
            changes.add("other lines");
        }
        return changes.isEmpty() ? "no change" : String.join(", ", changes);
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
