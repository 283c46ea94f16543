package io.tradewind.notification;

import java.util.List;

/** Where customers can be reached today; implemented where they are known. */
public interface CustomerAddresses {

    /** The customer's own address first, then those of its contacts; none if there is no such customer. */
    List<String> of(long customerId);
}
