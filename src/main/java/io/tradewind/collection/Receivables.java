package io.tradewind.collection;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What customers owe. */
public interface Receivables {

    /** The invoices of an order that are not fully paid, earliest due first. */
    List<Receivable> openOfOrder(String orderNumber);

    /** The invoices of these customers that are not fully paid, earliest due first. */
    List<Receivable> openOf(Collection<Long> customerIds);

    /** All invoices that are not fully paid, earliest due first. */
    List<Receivable> open();

    /** Every instalment that is not paid yet, earliest due first. */
    List<OpenItem> items();

    Optional<Receivable> find(String invoiceNumber);

    /** Those of the named invoices that exist, in the order in which they are named. */
    default List<Receivable> findAll(Collection<String> invoiceNumbers) {
        return invoiceNumbers.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    /**
     * Where an order stands. Takes the order's lock until the end of the transaction: a payment booked at the same
     * moment is either in the balance or finds the process that waits for it.
     */
    Balance balance(String orderNumber);

    /**
     * Where an order stands, and how a form shows it.
     *
     * @param open the invoices not fully paid, earliest due first
     * @param openShown their sum, e.g. {@code 1,500.00 USD}
     * @param pausesShown what is promised or disputed, empty if nothing
     * @param daysToPayment working days until the first of them is due; when that is past, until somebody should look
     *     into it again
     */
    record Balance(List<Receivable> open, String openShown, String pausesShown, long daysToPayment) {

        /** Whether nothing is owed any more. */
        public boolean isSettled() {
            return open.isEmpty();
        }
    }
}
