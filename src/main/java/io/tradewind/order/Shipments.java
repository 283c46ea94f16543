package io.tradewind.order;

import java.util.List;
import java.util.Optional;

/** What is under way, and what carriers report of it. */
public interface Shipments {

    Optional<Delivery> find(String deliveryNumber);

    /** Of one order, oldest first. */
    List<Delivery> ofOrder(String orderNumber);

    /**
     * Takes in a carrier's report. The same report again changes nothing.
     *
     * @return what it did
     * @throws io.tradewind.engine.Refused naming the field, if the report cannot be
     */
    Effect take(String deliveryNumber, ShipmentEvent event);

    /** What a report did. */
    enum Effect {
        /** Taken in. */
        RECORDED,
        /** It was here before. */
        ALREADY_KNOWN,
        /** Kept for the record, but older than what is known already: it changes nothing. */
        OUT_OF_ORDER,
        /** Taken in, but the delivery had been confirmed, recalled or written off already. */
        TOO_LATE
    }
}
