package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
     * Asks the credit gate once more before goods leave: the limit may be lower, a release or guarantee dead, the customer
     * part of a group, since the order was confirmed.
     *
     * @return what is in the way; the order is held then
     */
    List<Hold> holdUnlessCovered(String orderNumber);

    /**
     * Takes in what clears a hold; null or blank changes nothing.
     *
     * @throws io.tradewind.engine.Refused if it cannot be an address
     */
    void clear(String orderNumber, @Nullable String deliveryAddress);

    /** The customer takes what is there and the rest later: stock holds the order no more. */
    void takeInParts(String orderNumber);

    /**
     * Asks for the approval of a changed order that goes beyond its contract.
     *
     * @return the approval's number
     */
    long requestChangeApproval(String orderNumber);

    /** Reserves what a confirmed order still needs; again is no second reservation. */
    void reserve(String orderNumber);

    /** Gives free what the order has reserved. */
    void release(String orderNumber);

    /**
     * Whether the order can be cancelled now: nothing has arrived, and what was handed to a carrier has not been picked up.
     *
     * @return what is booked as its prepayment and is to be paid back; zero when nothing is
     * @throws io.tradewind.engine.Refused if goods have left
     */
    BigDecimal checkCancellable(String orderNumber);

    /**
     * Takes back what was handed over and not yet picked up; again does nothing.
     *
     * @throws io.tradewind.engine.Refused once the carrier has picked it up
     */
    void recallShipment(String orderNumber);

    /**
     * A shipment was lost on the way: what it carried is to be shipped again.
     *
     * @throws io.tradewind.engine.Refused if it has arrived meanwhile
     */
    void writeOff(String deliveryNumber);

    /**
     * Gives up what has not left, after something has arrived; the order is delivered with that.
     *
     * @throws io.tradewind.engine.Refused if nothing has arrived: then it is cancelled, not closed
     */
    void closeRest(String orderNumber);

    /**
     * Notes that what was booked as the prepayment of a cancelled order was paid back.
     *
     * @throws io.tradewind.engine.Refused if the day is missing or in the future, or no reference is given
     */
    void recordRefund(String orderNumber, @Nullable LocalDate refundedOn, @Nullable String bankReference);

    /**
     * Undoes an order of which nothing is under way or has arrived; again is no second undoing.
     *
     * @param why in words, kept with it
     * @throws io.tradewind.engine.Refused once something has left
     */
    void cancel(String orderNumber, @Nullable String why);

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
     * Invoices a received delivery and publishes {@link InvoiceIssued}; a delivery is invoiced once, without what was
     * returned before.
     *
     * @return empty when all of it was returned before
     *
     * @throws io.tradewind.engine.Refused while it is under way
     */
    Optional<Invoice> invoice(String deliveryNumber);
}
