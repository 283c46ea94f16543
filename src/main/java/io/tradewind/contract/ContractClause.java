package io.tradewind.contract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A clause of a contract, and how it differs from the library.
 *
 * @param key the clause of the library; null when it was added
 * @param libraryVersion which version of it; null when it was added
 * @param text as it stands in the contract; of a removed clause, as it would
 * @param libraryText as the library has it; null when it was added
 * @param judge whose matter it is
 * @param deviationBy user id of who brought the deviation in; null when there is none
 * @param deviationWhy null when there is none
 */
public record ContractClause(
        int position,
        @Nullable String key,
        @Nullable Integer libraryVersion,
        String title,
        String text,
        @Nullable String libraryText,
        Judge judge,
        Deviation deviation,
        @Nullable String deviationBy,
        @Nullable String deviationWhy) {

    /** How a clause differs from the library. */
    public enum Deviation {
        /** As the library has it. */
        NONE,
        /** Other words. */
        CHANGED,
        /** Left out. */
        REMOVED,
        /** Not in the library. */
        ADDED;

        /** As the table writes it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Deviation of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Whose matter a clause is; the table {@code contract-approval-matrix} says who that is. */
    public enum Judge {
        LEGAL,
        FINANCE,
        MANAGEMENT;

        /** As the table writes it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Judge of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether it differs. */
    public boolean deviates() {
        return deviation != Deviation.NONE;
    }

    /** {@code Liability changed: the customer's group policy}. */
    public String deviationInWords() {
        return title + " " + deviation.code() + ": " + deviationWhy;
    }

    /** What must be the same for two deviations to be one. */
    String fingerprint() {
        return key + "\n" + deviation + "\n" + title + "\n" + (deviation == Deviation.REMOVED ? "" : text);
    }
}
