package io.tradewind.approval;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/** The measures of a request: in which direction each of them is worse, and how it is read. */
public final class Measures {

    public static final String DISCOUNT = "discount";
    public static final String MARGIN = "margin";
    public static final String TOTAL = "total";
    public static final String AMOUNT = "amount";
    public static final String PAYMENT_DAYS = "paymentDays";
    public static final String BELOW_FLOOR = "belowFloor";

    /** A lower value of these is worse than what was approved; of all others a higher one. */
    private static final Set<String> WORSE_WHEN_LOWER = Set.of(MARGIN, TOTAL);

    private static final int DECIMALS = 6;

    private Measures() {}

    /** Whether the value is no worse than the one that was approved. */
    static boolean withinBound(String measure, BigDecimal value, BigDecimal approved) {
        int difference = value.compareTo(approved);
        return WORSE_WHEN_LOWER.contains(measure) ? difference >= 0 : difference <= 0;
    }

    /** The value with the decimals that count, rounded to the worse side: nobody gains an approval by rounding. */
    public static BigDecimal rounded(String measure, BigDecimal value) {
        return value.setScale(DECIMALS, WORSE_WHEN_LOWER.contains(measure) ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }
}
