package io.tradewind.deal;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looking back at closed deals. */
@Service
@Transactional(readOnly = true)
public class Reviews {

    private final Deals deals;
    private final Customers customers;
    private final People people;

    Reviews(Deals deals, Customers customers, People people) {
        this.deals = deals;
        this.customers = customers;
        this.people = people;
    }

    /** @throws Refused if there is no such deal, or it is still open */
    public Review of(String dealNumber) {
        Deal deal = deals.get(dealNumber);
        if (deal.stage().open()) {
            throw new Refused("Deal " + dealNumber + " is still open; there is nothing to look back at yet.");
        }
        String manager = people.find(deal.rep())
                .map(Person::manager)
                .flatMap(people::find)
                .filter(Person::active)
                .map(Person::userId)
                .orElse(null);
        return new Review(dealNumber, summary(deal), deal.competitor(), manager);
    }

    private String summary(Deal deal) {
        String customer = Optional.ofNullable(deal.customerId())
                .flatMap(customers::find)
                .map(Customer::name)
                .orElse("a customer not named");
        if (deal.stage() == Stage.WON) {
            BigDecimal agreed = Objects.requireNonNull(deal.agreedPrice());
            BigDecimal list = Objects.requireNonNull(deal.listPrice());
            BigDecimal discount = BigDecimal.ONE.subtract(agreed.divide(list, 6, RoundingMode.HALF_UP));
            return deal.number() + " with " + customer + " was won on " + deal.closedOn() + " for "
                    + Words.money(agreed, deal.currency()) + ", " + Words.percent(discount) + " below list price.";
        }
        return deal.number() + " with " + customer + " was lost on " + deal.closedOn() + " (" + deal.lostReason()
                + "), " + Words.money(deal.expectedValue(), deal.currency()) + " were expected.";
    }
}
