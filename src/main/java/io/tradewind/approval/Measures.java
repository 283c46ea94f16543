package io.tradewind.approval;

import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;

/** The measures of a request: in which direction each of them is worse, and how it is read. */
public final class Measures {

    /** Share of the list price given away, 0 to 1; a price above the list price is a discount of 0. */
    public static final String DISCOUNT = "discount";

    /** Share of the price that is left after cost; at most 1. */
    public static final String MARGIN = "margin";

    /** Price of the whole document. */
    public static final String TOTAL = "total";

    /** Money at stake. */
    public static final String AMOUNT = "amount";

    /** Days until payment. */
    public static final String PAYMENT_DAYS = "paymentDays";

    /** Days until payment beyond what the customer's credit review allows; 0 when none. */
    public static final String BEYOND_TERMS = "beyondTerms";

    /** 1 when any line is priced below its floor price, else 0. */
    public static final String BELOW_FLOOR = "belowFloor";

    /** A lower value of these is worse than what was approved; of all others a higher one. */
    private static final Set<String> WORSE_WHEN_LOWER = Set.of(MARGIN, TOTAL);

    /** From these the approver, and whoever previews, could work out what we pay. */
    private static final Set<String> CONFIDENTIAL = Set.of(MARGIN, BELOW_FLOOR);

    private static final int DECIMALS = 6;
    private static final BigDecimal LIMIT = new BigDecimal("1e13");

    private Measures() {}

    /**
     * The value with the decimals that count, rounded to the worse side: nobody gains an approval by rounding.
     *
     * @throws Refused naming the measure, if the value is beyond anything we trade in
     */
    public static BigDecimal rounded(String measure, BigDecimal value) {
        if (value.abs().compareTo(LIMIT) >= 0) {
            throw new Refused(measure, "The value of '" + words(measure) + "' is too large to be meant.");
        }
        return value.setScale(DECIMALS, WORSE_WHEN_LOWER.contains(measure) ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }

    /** Whether the value is no worse than the one that was approved. */
    static boolean withinBound(String measure, BigDecimal value, BigDecimal approved) {
        int difference = rounded(measure, value).compareTo(approved);
        return WORSE_WHEN_LOWER.contains(measure) ? difference >= 0 : difference <= 0;
    }

    static boolean anyConfidential(Set<String> measures) {
        return measures.stream().anyMatch(Measures::confidential);
    }

    /** Whether the limits on it would tell what we pay. */
    public static boolean confidential(String measure) {
        return CONFIDENTIAL.contains(measure);
    }

    /** {@code paymentDays} as {@code payment days}. */
    static String words(String measure) {
        return measure.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    /** {@code 12.5 %}, {@code 10000 USD}, {@code 60}. */
    static String shown(String measure, BigDecimal value, String currency) {
        return switch (measure) {
            case DISCOUNT, MARGIN -> plain(value.movePointRight(2)) + " %";
            case TOTAL, AMOUNT -> String.format(Locale.ROOT, "%,.2f %s", value, currency);
            default -> plain(value);
        };
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
