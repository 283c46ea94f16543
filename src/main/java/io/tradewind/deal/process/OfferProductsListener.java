package io.tradewind.deal.process;

import static io.tradewind.deal.process.OpportunityVariables.PRODUCT_CHOICES;

import io.tradewind.catalog.Products;
import io.tradewind.deal.process.OpportunityVariables.Choice;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** What can be sold, for the form to choose from. */
@Component("offerProductsListener")
class OfferProductsListener implements ExecutionListener {

    private final Products products;

    OfferProductsListener(Products products) {
        this.products = products;
    }

    @Override
    public void notify(DelegateExecution execution) {
        PRODUCT_CHOICES.set(
                execution,
                products.all().stream()
                        .map(product -> new Choice(product.name(), product.code()))
                        .toArray(Choice[]::new));
    }
}
