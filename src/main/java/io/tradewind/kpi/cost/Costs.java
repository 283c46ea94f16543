package io.tradewind.kpi.cost;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The book of costs. Nothing in it is changed; what was wrong is taken back by its opposite. */
public interface Costs {

    /** What the acting person may book. */
    Set<CostCategory> bookable();

    /** What the acting person may read. */
    Set<CostCategory> readable();

    /**
     * Books a cost and publishes {@link CostBooked}.
     *
     * @return false if it is known by its external id; then nothing is booked
     * @throws io.tradewind.engine.Refused naming what cannot be booked so
     */
    boolean book(NewCost cost);

    /**
     * Books the opposite of an entry, on the same day and for the same, so that together they are nothing.
     *
     * @throws io.tradewind.engine.Refused if there is no such entry, it is taken back already or is itself an opposite
     */
    void takeBack(long id, String reason);

    /** The latest the acting person may read, of one category or of all. */
    List<CostEntry> latest(@Nullable CostCategory category, int limit);
}
