package io.tradewind.credit;

import java.util.List;

/**
 * A limit was lowered, a hold set, or a group of companies changed: what has been let go may not be covered any more. Published in the transaction that
 * does it.
 *
 * @param customerIds the whole group
 */
public record CreditTightened(List<Long> customerIds, String why) {

    public CreditTightened {
        customerIds = List.copyOf(customerIds);
    }
}
