package io.tradewind.order;

/** What the process {@code order-delivery} is told from outside. */
public interface OrderProcess {

    /**
     * A carrier's message ended the wait for this order's delivery.
     *
     * @return false when nobody waits (any more)
     */
    boolean deliveryReceived(String orderNumber);
}
