package io.tradewind.journey;

import io.tradewind.catalog.Products;
import io.tradewind.deal.Deals;
import io.tradewind.deal.NewDeal;
import io.tradewind.service.CareJourneys;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The deal that a customer wants whom we looked after: the same product as last time, until they say more. */
@Component
class Repurchase implements CareJourneys {

    private final Deals deals;
    private final Products products;
    private final DealJourneys journeys;

    Repurchase(Deals deals, Products products, DealJourneys journeys) {
        this.deals = deals;
        this.products = products;
        this.journeys = journeys;
    }

    @Override
    public String open(long customerId, String rep, @Nullable String product) {
        String sold = product == null || products.find(product).isEmpty() ? null : product;
        return deals.open(new NewDeal(null, rep, customerId, sold, null, null, null))
                .number();
    }

    @Override
    public void send(String dealNumber, long customerId, String rep) {
        journeys.startWithDeal(dealNumber, rep, customerId);
    }
}
