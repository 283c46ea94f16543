package io.tradewind.customer;

import java.util.List;
import java.util.Set;

/**
 * A part of the customers' time lines: implemented by each module over its own tables. A page of a time line asks every
 * source for as many entries as fit on it, so a source must find the newest below a bound by an index: the customer, the
 * time, the key.
 */
public interface TimelineSource {

    /** What kinds of entries it has. Each kind has one source. */
    Set<TimelineKind> kinds();

    /**
     * The newest entries of one kind below the bound, newest first, of the same moment the largest key first.
     *
     * @param kind one of {@link #kinds()}
     */
    List<TimelineEntry> newest(TimelineKind kind, long customerId, TimelineBound below, int count);
}
