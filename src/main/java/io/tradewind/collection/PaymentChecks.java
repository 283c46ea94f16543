package io.tradewind.collection;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What can be taken for a payment. */
final class PaymentChecks {

    private static final BigDecimal MOST = new BigDecimal("9999999999999.99");

    /** Banks date a credit a few days ahead at most; later is a slip. */
    private static final int MOST_DAYS_AHEAD = 7;

    private static final int LONGEST_REASON = 1000;

    private PaymentChecks() {}

    static BigDecimal amount(String field, @Nullable BigDecimal amount) {
        if (amount == null) {
            throw new Refused(field, "Say how much was received.");
        }
        if (amount.signum() <= 0) {
            throw new Refused(field, "A payment must be more than zero.");
        }
        if (amount.stripTrailingZeros().scale() > 2 || amount.compareTo(MOST) > 0) {
            throw new Refused(field, "An amount has two decimals and at most 13 digits before them.");
        }
        return amount.setScale(2);
    }

    static LocalDate day(@Nullable LocalDate receivedOn, LocalDate today) {
        if (receivedOn == null) {
            throw new Refused("receivedOn", "Say on which day the money was received.");
        }
        if (receivedOn.isAfter(today.plusDays(MOST_DAYS_AHEAD)) || receivedOn.isBefore(today.minusYears(10))) {
            throw new Refused("receivedOn", "The money cannot have been received on " + receivedOn + ".");
        }
        return receivedOn;
    }

    static String reference(@Nullable String bankReference) {
        String reference = bankReference == null ? "" : bankReference.strip();
        if (reference.isEmpty()) {
            throw new Refused(
                    "bankReference", "Give the bank's own number of the payment; it keeps it from being booked twice.");
        }
        return reference;
    }

    static String reason(String reason) {
        String words = reason.strip();
        if (words.isEmpty() || words.length() > LONGEST_REASON) {
            throw new Refused("reason", "Say why, in at most " + LONGEST_REASON + " characters.");
        }
        return words;
    }
}
