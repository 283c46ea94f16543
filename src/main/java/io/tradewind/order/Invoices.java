package io.tradewind.order;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The invoices, one per delivery. */
public interface Invoices {

    Optional<Invoice> find(String number);

    /** Of one order, oldest first. */
    List<Invoice> ofOrder(String orderNumber);

    /** Of these customers, with something still to be paid, the one due first first. */
    List<Invoice> openOf(Collection<Long> customerIds);

    /** Of everybody, with something still to be paid, the one due first first. */
    List<Invoice> open();
}
