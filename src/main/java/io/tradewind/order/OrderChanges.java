package io.tradewind.order;

/** Changing an order. */
public interface OrderChanges {

    /**
     * Changes an order of which nothing has left, and has it confirmed anew: the credit gate judges the new sum, and a sum
     * beyond what the contract was for needs approval.
     *
     * @throws io.tradewind.engine.Refused naming the field, if something has left, a line or quantity cannot be, a day is
     *     past, or nothing would change
     */
    SalesOrder change(String orderNumber, OrderChange change);

    /** Money was booked as the prepayment of this contract: an order that waits for it is checked anew. */
    void prepaymentBooked(String contractNumber);
}
