package io.tradewind.order;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of an order, for the process {@code order-delivery}. */
public interface OrderWork {

    /**
     * Places the order of a signed contract and publishes {@link OrderPlaced}; a contract is ordered once.
     *
     * @throws io.tradewind.engine.Refused if the contract is not signed
     */
    SalesOrder place(String contractNumber);

    /**
     * Confirms the order if nothing is in the way; the credit gate is asked in the same transaction.
     *
     * @return what is in the way; empty when the order is confirmed
     */
    List<Hold> confirmUnlessHeld(String orderNumber);

    /**
     * Takes in what clears a hold; null or blank changes nothing.
     *
     * @throws io.tradewind.engine.Refused if the prepayment's day is in the future, or none was agreed
     */
    void clear(String orderNumber, @Nullable String deliveryAddress, @Nullable LocalDate prepaymentReceivedOn);

    /** @throws io.tradewind.engine.Refused once something has left */
    void checkCancellable(String orderNumber);

    /**
     * Undoes an order of which nothing has left; again is no second undoing.
     *
     * @throws io.tradewind.engine.Refused once something has left
     */
    void cancel(String orderNumber);

    /**
     * Goods leave: makes a delivery of them.
     *
     * @throws io.tradewind.engine.Refused naming the line, if more would leave than is still to be shipped, or nothing
     */
    Delivery ship(String orderNumber, Shipment shipment);

    /**
     * Takes in the proof of delivery; the first one counts, a later one changes nothing. When the last goods have arrived
     * the order is delivered and {@link OrderDelivered} is published.
     *
     * @param proof {@code form} or {@code carrier}
     * @return whether everything ordered has arrived now
     * @throws io.tradewind.engine.Refused if the day is missing, in the future or before the shipment, or nobody is named
     */
    boolean receive(String deliveryNumber, @Nullable LocalDate receivedOn, @Nullable String receivedBy, String proof);

    /**
     * Invoices a received delivery and publishes {@link InvoiceIssued}; a delivery is invoiced once.
     *
     * @throws io.tradewind.engine.Refused while it is under way
     */
    Invoice invoice(String deliveryNumber);
}
