package io.tradewind.credit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where exposure comes from: implemented by the modules that own orders, invoices and payments. Amounts are in the
 * company's currency, sums over all the customers given, and add up over all sources.
 */
public interface ExposureSource {

    /** Confirmed orders, the part not yet delivered. */
    default BigDecimal openOrders(Collection<Long> customerIds) {
        return BigDecimal.ZERO;
    }

    /** Goods the customers have and no invoice yet. */
    default BigDecimal deliveredNotInvoiced(Collection<Long> customerIds) {
        return BigDecimal.ZERO;
    }

    /** Issued invoices, the part not yet paid. */
    default BigDecimal unpaidInvoices(Collection<Long> customerIds) {
        return BigDecimal.ZERO;
    }

    /** Money received that no invoice has used up. */
    default BigDecimal prepayments(Collection<Long> customerIds) {
        return BigDecimal.ZERO;
    }

    /** Money booked as the prepayment of this document, whether an invoice has used it or not, and not paid back. */
    default BigDecimal prepaid(String subject) {
        return BigDecimal.ZERO;
    }

    /** Days since the oldest unpaid invoice fell due; zero when none is overdue. */
    default int maxOverdueDays(Collection<Long> customerIds) {
        return 0;
    }

    /** Mean days between due date and payment of paid invoices, early payment counting zero; empty when none was paid. */
    default OptionalInt averageDaysLate(Collection<Long> customerIds) {
        return OptionalInt.empty();
    }

    /** What they owed and we gave up since this day, less what came of it after all; in the company's currency. */
    default BigDecimal writtenOffSince(Collection<Long> customerIds, LocalDate from) {
        return BigDecimal.ZERO;
    }

    /** What was invoiced from this day on, less what was credited from this day on, in the company's currency. */
    default BigDecimal invoicedSince(Collection<Long> customerIds, LocalDate from) {
        return BigDecimal.ZERO;
    }

    /** The documents behind the sums, for people. */
    default List<ExposureDocument> documents(Collection<Long> customerIds) {
        return List.of();
    }
}
