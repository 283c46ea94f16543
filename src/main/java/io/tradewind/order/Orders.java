package io.tradewind.order;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The orders. */
public interface Orders {

    Optional<SalesOrder> find(String number);

    /** @throws io.tradewind.engine.Refused if there is no such order */
    SalesOrder get(String number);

    /** What kept it from being confirmed when it was last checked; empty when nothing does. */
    List<Hold> holds(String number);

    /** The open ones, then the newest of the others; at most 500. */
    List<SalesOrder> latest();

    /** As {@link #latest}, of these reps. */
    List<SalesOrder> latestOf(Collection<String> reps);

    /** When these customers ordered, cancelled ones among them. */
    List<PlacedOrder> placedBy(Collection<Long> customerIds);

    /** The orders of a deal, oldest first. */
    List<SalesOrder> ofDeal(String dealNumber);
}
