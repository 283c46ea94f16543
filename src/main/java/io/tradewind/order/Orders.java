package io.tradewind.order;

import java.util.List;
import java.util.Optional;

/** The orders. */
public interface Orders {

    Optional<SalesOrder> find(String number);

    /** @throws io.tradewind.engine.Refused if there is no such order */
    SalesOrder get(String number);

    /** The orders of a deal, oldest first. */
    List<SalesOrder> ofDeal(String dealNumber);
}
