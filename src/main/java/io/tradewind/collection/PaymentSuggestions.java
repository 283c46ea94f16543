package io.tradewind.collection;

import io.tradewind.collection.PaymentStore.Stored;
import io.tradewind.collection.Payments.Part;
import io.tradewind.collection.Payments.PaymentView;
import io.tradewind.collection.Payments.Suggestion;
import io.tradewind.customer.Customers;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a person may do with a payment that nobody could match, the likeliest first. */
@Component
class PaymentSuggestions {

    private final PaymentStore store;
    private final PaymentMatching matching;
    private final Receivables receivables;
    private final Customers customers;

    PaymentSuggestions(PaymentStore store, PaymentMatching matching, Receivables receivables, Customers customers) {
        this.store = store;
        this.matching = matching;
        this.receivables = receivables;
        this.customers = customers;
    }

    List<Suggestion> of(long paymentId) {
        return store.find(paymentId)
                .map(stored -> stored.view().kind().equals("reversal") ? origins(stored) : uses(stored))
                .orElse(List.of());
    }

    private List<Suggestion> uses(Stored stored) {
        PaymentView view = stored.view();
        List<Suggestion> suggestions = new ArrayList<>();
        List<Receivable> named = receivables.findAll(References.invoiceNumbers(view.reference())).stream()
                .filter(Receivable::isPayable)
                .filter(receivable -> receivable.currency().equalsIgnoreCase(view.currency()))
                .toList();
        BigDecimal left = view.left();
        for (Receivable receivable : named) {
            suggestions.add(new Suggestion(
                    receivable.customerId(),
                    customers.get(receivable.customerId()).name(),
                    List.of(new Part(receivable.invoiceNumber(), left.min(receivable.payable()))),
                    90,
                    "The reference names it; " + Shown.money(receivable.payable(), receivable.currency())
                            + (receivable.isOpen() ? " is open" : " was written off"),
                    null));
        }
        matching
                .candidates(new PaymentMatching.Clues(
                        left, view.currency(), view.payer(), view.payerAccount(), view.reference()))
                .stream()
                .filter(candidate -> candidate.confidence() > 0)
                .filter(candidate ->
                        suggestions.stream().noneMatch(one -> one.parts().equals(candidate.parts())))
                .forEach(candidate -> suggestions.add(new Suggestion(
                        candidate.customerId(),
                        customers.get(candidate.customerId()).name(),
                        candidate.parts(),
                        candidate.confidence(),
                        candidate.why(),
                        null)));
        suggestions.sort(Comparator.comparingInt(Suggestion::confidence).reversed());
        return suggestions;
    }

    private List<Suggestion> origins(Stored stored) {
        PaymentView view = stored.view();
        BigDecimal amount = view.amount().negate();
        Set<Long> ids = new LinkedHashSet<>(store.origins(
                amount, view.currency(), view.receivedOn(), stored.endToEndId(), stored.originalReference()));
        int named = ids.size();
        ids.addAll(store.likelyOrigins(amount, view.currency(), view.receivedOn(), view.payerAccount()));
        List<Suggestion> suggestions = new ArrayList<>();
        for (Long id : ids) {
            PaymentView origin = store.find(id).orElseThrow().view();
            Long customer = origin.customerId();
            if (customer != null) {
                suggestions.add(new Suggestion(
                        customer,
                        customers.get(customer).name(),
                        List.of(),
                        suggestions.size() < named ? 80 : 40,
                        (suggestions.size() < named ? "The bank names this payment" : "The same amount")
                                + ", received on " + origin.receivedOn() + " from "
                                + Optional.ofNullable(origin.payer()).orElse("somebody"),
                        id));
            }
        }
        return suggestions;
    }
}
