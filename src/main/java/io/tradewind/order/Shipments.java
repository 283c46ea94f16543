package io.tradewind.order;

import java.util.Optional;

/** What is under way, and what carriers report of it. */
public interface Shipments {

    Optional<Delivery> find(String deliveryNumber);

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
        /** Taken in, but the delivery had been confirmed already: the first proof counts. */
        TOO_LATE
    }
}
