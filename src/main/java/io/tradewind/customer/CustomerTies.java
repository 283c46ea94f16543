package io.tradewind.customer;

import java.util.Set;

/** Who has business with a customer beside its owner; implemented by the modules that know of it. */
public interface CustomerTies {

    /** User ids of the reps who have something open with the customer. */
    Set<String> reps(long customerId);
}
