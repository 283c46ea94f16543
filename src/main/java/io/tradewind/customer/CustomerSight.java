package io.tradewind.customer;

import java.util.Set;

/**
 * What somebody may see of a customer.
 *
 * @param kinds entries of the time line
 * @param mails what was written in the mails, not only that they were written
 * @param credit how the customer stands with us financially
 */
public record CustomerSight(Set<TimelineKind> kinds, boolean mails, boolean credit) {

    public CustomerSight {
        kinds = Set.copyOf(kinds);
    }
}
