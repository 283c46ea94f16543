package io.tradewind.deal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One version of what we offer in a deal; a change makes a new version. All sums are the server's own.
 *
 * @param version from 1 up within the deal
 * @param paymentDays days from invoice to payment, 0 to 365
 * @param listTotal the lines at list price
 * @param total what the customer pays: the sum of the rounded lines
 * @param cost what the goods cost us; for those entitled only
 * @param approvalId the approval that was asked for it; null while none was needed
 * @param decisionNote what the approver said
 * @param customerNote what the customer wants changed in it
 */
public record Quotation(
        String dealNumber,
        long version,
        State state,
        int paymentDays,
        LocalDate deliveryDate,
        LocalDate validUntil,
        String currency,
        BigDecimal listTotal,
        BigDecimal total,
        BigDecimal cost,
        List<QuotationLine> lines,
        @Nullable Long approvalId,
        @Nullable String decisionNote,
        @Nullable String customerNote,
        String createdBy,
        Instant createdAt) {

    /** Digits of a share, e.g. 0.123457. */
    private static final int SHARE_SCALE = 6;

    /** Stands for the margin of what is given away; no margin counts as less. */
    private static final BigDecimal ALL_LOST = new BigDecimal("-1000");

    /** What became of a version. */
    public enum State {
        /** Written, price not yet approved. */
        DRAFT,
        /** The price may be offered. */
        APPROVED,
        /** The customer has it. */
        PRESENTED,
        /** The customer said yes. */
        ACCEPTED,
        /** A later version took its place, or the deal ended without it. */
        SUPERSEDED,
        /** The price was refused or sent back. */
        REJECTED;

        /** As the table writes it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public Quotation {
        lines = List.copyOf(lines);
    }

    /** 1 − total ÷ list total, as a fraction of 1, rounded up to six digits: nobody stays in a limit by rounding. */
    public BigDecimal discount() {
        return BigDecimal.ONE.subtract(total.divide(listTotal, SHARE_SCALE, RoundingMode.FLOOR));
    }

    /** (total − cost) ÷ total, as a fraction of 1, rounded down to six digits; negative when sold below cost. */
    public BigDecimal margin() {
        return total.subtract(cost).divide(total, SHARE_SCALE, RoundingMode.FLOOR);
    }

    /**
     * The largest of {@link #discount()} and the discount of every line, as a fraction of 1: lines at list price do not
     * thin out what another gives away, so a limit per product series holds for each line.
     */
    public BigDecimal largestDiscount() {
        return lines.stream().map(line -> line.discount().movePointLeft(2)).reduce(discount(), BigDecimal::max);
    }

    /** The least of {@link #margin()} and the margin of every line that brings or costs anything. */
    public BigDecimal leastMargin() {
        return lines.stream()
                .filter(line -> line.amount().signum() > 0 || line.cost().signum() > 0)
                .map(line -> marginOf(line.amount(), line.cost()))
                .reduce(margin(), BigDecimal::min);
    }

    private static BigDecimal marginOf(BigDecimal amount, BigDecimal cost) {
        return amount.signum() == 0
                ? ALL_LOST
                : amount.subtract(cost)
                        .divide(amount, SHARE_SCALE, RoundingMode.FLOOR)
                        .max(ALL_LOST);
    }

    /** Code of the product that brings most; the first of equals. */
    public String mainProduct() {
        QuotationLine main = lines.get(0);
        for (QuotationLine line : lines) {
            main = line.amount().compareTo(main.amount()) > 0 ? line : main;
        }
        return main.product();
    }

    /** The same prices in other quantities, all sums anew; a line that is not named keeps its quantity. */
    Quotation in(Map<Integer, Integer> quantities) {
        List<QuotationLine> changed = lines.stream()
                .map(line -> line.in(quantities.getOrDefault(line.position(), line.quantity())))
                .toList();
        return new Quotation(
                dealNumber,
                version,
                state,
                paymentDays,
                deliveryDate,
                validUntil,
                currency,
                sum(changed, QuotationLine::listAmount),
                sum(changed, QuotationLine::amount),
                sum(changed, QuotationLine::cost),
                changed,
                approvalId,
                decisionNote,
                customerNote,
                createdBy,
                createdAt);
    }

    private static BigDecimal sum(List<QuotationLine> lines, Function<QuotationLine, BigDecimal> what) {
        return lines.stream().map(what).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether any line is sold below its floor price. */
    public boolean belowFloor() {
        return lines.stream().anyMatch(QuotationLine::belowFloor);
    }
}
