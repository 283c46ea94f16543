package io.tradewind.customer;

import java.util.List;

/**
 * A customer joined a group of companies, or left one. Published in the transaction that does it.
 *
 * @param customerIds everybody of the group before and after
 */
public record GroupChanged(List<Long> customerIds) {

    public GroupChanged {
        customerIds = List.copyOf(customerIds);
    }
}
