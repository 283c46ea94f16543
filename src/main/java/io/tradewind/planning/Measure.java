package io.tradewind.planning;

import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a target is set for. */
public enum Measure {
    REVENUE("Revenue", 2, true),
    CASH("Collected cash", 2, false),
    /** Gross margin in money; only for those who may know what our goods cost. */
    MARGIN("Gross margin", 2, true),
    NEW_CUSTOMERS("New customers", 0, false);

    private static final BigDecimal MOST_MONEY = new BigDecimal("1000000000000");
    private static final BigDecimal MOST_CUSTOMERS = new BigDecimal("1000000");

    private final String title;
    private final int decimals;
    private final boolean byProduct;

    Measure(String title, int decimals, boolean byProduct) {
        this.title = title;
        this.decimals = decimals;
        this.byProduct = byProduct;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** Money has two decimals, customers are whole. */
    public int decimals() {
        return decimals;
    }

    /** Whether it can be said which product it comes from: payments and new customers are of no product. */
    public boolean byProduct() {
        return byProduct;
    }

    /** As tables and files know it, e.g. {@code new-customers}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Measure> ofCode(String code) {
        return Arrays.stream(values()).filter(m -> m.code().equals(code)).findFirst();
    }

    /** {@code 12,345.60}, {@code 120}. */
    public String shown(BigDecimal amount) {
        return decimals == 0
                ? String.format(
                        Locale.ROOT,
                        "%,d",
                        amount.setScale(0, java.math.RoundingMode.HALF_UP).toBigInteger())
                : Shown.money(amount);
    }

    /** Where a proposal is rounded. */
    BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(decimals, java.math.RoundingMode.HALF_UP);
    }

    /**
     * The amount with the measure's decimals.
     *
     * @throws Refused if it is negative, too large to be meant, or has too many decimals
     */
    public BigDecimal checked(String field, String whose, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new Refused(field, title + " of " + whose + " is negative. A target is zero or more.");
        }
        if (amount.compareTo(this == NEW_CUSTOMERS ? MOST_CUSTOMERS : MOST_MONEY) > 0) {
            throw new Refused(field, title + " of " + whose + " is too large to be meant. Check the digits.");
        }
        if (amount.stripTrailingZeros().scale() > decimals) {
            throw new Refused(
                    field,
                    title + " of " + whose + " has more than " + decimals + " decimals. "
                            + (decimals == 0 ? "Customers are whole." : "Round it to the cent."));
        }
        return amount.setScale(decimals);
    }
}
