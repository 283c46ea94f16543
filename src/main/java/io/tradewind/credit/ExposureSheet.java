package io.tradewind.credit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer and its group owe us, and would owe with one more document. Amounts are in the company's currency,
 * except {@code amount}, which is in {@code currency}.
 *
 * @param amount what the document adds
 * @param transferred what others carry of the risk by guarantees and insurances that are still valid
 * @param limit what the group may owe: the customer's own limit, else its head's, else the default of its class
 * @param overdueDays days since the group's oldest unpaid invoice fell due
 * @param averageDaysLate how late the group pays; null when nothing is known
 * @param writtenOff what the group owed and we gave up within the last three years
 * @param comparable whether the document is in the company's currency
 * @param releaseCovers whether a living release covers {@link #exposureAfter()}
 * @param group names of the customers whose debts are in it, when there are several
 * @param releases the group's releases of the last year, living or not, in words
 * @param bureau what the credit bureau knows of the customer
 */
public record ExposureSheet(
        long customerId,
        String customerName,
        String subject,
        BigDecimal amount,
        String currency,
        BigDecimal unpaidInvoices,
        BigDecimal deliveredNotInvoiced,
        BigDecimal openOrders,
        BigDecimal prepayments,
        BigDecimal transferred,
        BigDecimal limit,
        int overdueDays,
        @Nullable Integer averageDaysLate,
        BigDecimal writtenOff,
        boolean comparable,
        boolean onHold,
        boolean releaseCovers,
        List<String> group,
        List<String> releases,
        BureauOpinion bureau) {

    private static final int SHARE_SCALE = 6;

    /** Unpaid invoices + delivered not invoiced + open orders − prepayments. */
    public BigDecimal exposure() {
        return unpaidInvoices.add(deliveredNotInvoiced).add(openOrders).subtract(prepayments);
    }

    /** The exposure with this document. */
    public BigDecimal exposureAfter() {
        return exposure().add(amount);
    }

    /** What we ourselves would have at risk with this document: less what others carry, never less than zero. */
    public BigDecimal atRisk() {
        return exposureAfter().subtract(transferred).max(BigDecimal.ZERO);
    }

    /** What is free before this document; negative when the limit is exceeded already. */
    public BigDecimal headroom() {
        return limit.add(transferred).subtract(exposure());
    }

    /** How far over the limit we would be with this document; zero within it. */
    public BigDecimal overLimit() {
        return atRisk().subtract(limit).max(BigDecimal.ZERO);
    }

    /** What would have to be prepaid to stay within the limit: never more than the document, never less than zero. */
    public BigDecimal excess() {
        return overLimit().min(amount.max(BigDecimal.ZERO));
    }

    /** The largest document that would still fit; zero when none does. */
    public BigDecimal fits() {
        return headroom().max(BigDecimal.ZERO);
    }

    /** At risk with this document ÷ limit, rounded up to six digits; null when it cannot be compared (no limit, other currency). */
    public @Nullable BigDecimal utilisation() {
        return comparable && limit.signum() > 0 ? atRisk().divide(limit, SHARE_SCALE, RoundingMode.CEILING) : null;
    }

    ExposureSheet coveredByRelease() {
        return new ExposureSheet(
                customerId,
                customerName,
                subject,
                amount,
                currency,
                unpaidInvoices,
                deliveredNotInvoiced,
                openOrders,
                prepayments,
                transferred,
                limit,
                overdueDays,
                averageDaysLate,
                writtenOff,
                comparable,
                onHold,
                true,
                group,
                releases,
                bureau);
    }
}
