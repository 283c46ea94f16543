package io.tradewind.order;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/** What was paid of invoices, or given up: implemented by the module that keeps the payments. Without one, nothing was. */
public interface PaidAmounts {

    /** The sum paid per invoice number; an invoice without payments may be left out. */
    Map<String, BigDecimal> paid(Collection<String> invoiceNumbers);

    /** The sum written off as a bad debt per invoice number; an invoice without may be left out. */
    Map<String, BigDecimal> writtenOff(Collection<String> invoiceNumbers);
}
