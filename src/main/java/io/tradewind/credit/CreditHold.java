package io.tradewind.credit;

import java.time.Instant;
import java.util.Locale;

/**
 * Why a customer gets no further credit. Each holder has at most one; the customer is held while any is in force.
 *
 * @param setBy who, or {@code system}
 */
public record CreditHold(Holder holder, String reason, String setBy, Instant setAt) {

    /** Whose word it is: only who set a hold, or finance in so many words, lifts it. */
    public enum Holder {
        /** Somebody of finance. */
        FINANCE,
        /** The table {@code dunning-level}. */
        DUNNING;

        /** As the table writes it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Holder of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
