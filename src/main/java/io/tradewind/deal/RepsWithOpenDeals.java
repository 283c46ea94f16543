package io.tradewind.deal;

import io.tradewind.customer.CustomerTies;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Whoever is winning a deal with a customer looks at the customer's card, also while no task waits. */
@Component
class RepsWithOpenDeals implements CustomerTies {

    private final DealTable deals;

    RepsWithOpenDeals(DealTable deals) {
        this.deals = deals;
    }

    @Override
    public Set<String> reps(long customerId) {
        return deals.openOfCustomer(customerId).stream().map(Deal::rep).collect(Collectors.toSet());
    }
}
