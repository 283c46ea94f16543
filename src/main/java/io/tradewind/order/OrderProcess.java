package io.tradewind.order;

/** What the process {@code order-delivery} is told from outside. */
public interface OrderProcess {

    /**
     * A carrier's message ended the wait for this order's delivery.
     *
     * @return false when nobody waits (any more)
     */
    boolean deliveryReceived(String orderNumber);

    /** A carrier reported the delivery under way as lost or damaged: logistics gets a task. */
    boolean shipmentLost(String orderNumber, String whatWasReported);

    /** The order was changed and has to be checked anew. */
    boolean orderChanged(String orderNumber);
}
