package io.tradewind.journey;

import io.tradewind.catalog.Products;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractLine;
import io.tradewind.contract.RenewalJourneys;
import io.tradewind.deal.Deals;
import io.tradewind.deal.NewDeal;
import java.util.Comparator;
import org.springframework.stereotype.Component;

/** The deal that follows a contract: the same customer, what was bought most, and its worth. */
@Component
class Renewal implements RenewalJourneys {

    private final Deals deals;
    private final Products products;
    private final DealJourneys journeys;

    Renewal(Deals deals, Products products, DealJourneys journeys) {
        this.deals = deals;
        this.products = products;
        this.journeys = journeys;
    }

    @Override
    public String open(Contract contract, String rep) {
        String product = contract.lines().stream()
                .filter(line -> products.find(line.product()).isPresent())
                .max(Comparator.comparing(ContractLine::amount))
                .map(ContractLine::product)
                .orElse(null);
        return deals.open(new NewDeal(
                        null, rep, contract.customerId(), product, contract.total(), contract.currency(), null))
                .number();
    }

    @Override
    public void send(String dealNumber, Contract contract, String rep) {
        journeys.startWithDeal(dealNumber, rep, contract.customerId());
    }
}
