package io.tradewind.service;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.CardSection;
import io.tradewind.customer.Customer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How regularly a customer buys, on its card. */
@Component
class RhythmOnCard implements CardSection {

    private final Purchases purchases;
    private final CareRules rules;
    private final WorkingTime workingTime;

    RhythmOnCard(Purchases purchases, CareRules rules, WorkingTime workingTime) {
        this.purchases = purchases;
        this.rules = rules;
        this.workingTime = workingTime;
    }

    @Override
    public String code() {
        return "rhythm";
    }

    @Override
    public String title() {
        return "Rhythm of orders";
    }

    @Override
    public boolean aboutCredit() {
        return false;
    }

    @Override
    public List<Fact> facts(Customer customer) {
        List<LocalDate> days =
                Purchases.days(purchases.of(List.of(customer.id())).getOrDefault(customer.id(), List.of()));
        if (days.isEmpty()) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Last purchase", days.get(days.size() - 1).toString()));
        CareRules.Rhythm rule = rules.rhythm(customer.customerClass());
        Optional<OrderRhythm> rhythm = OrderRhythm.of(days, rule.fewestPurchases());
        rhythm.ifPresent(known -> {
            facts.add(new Fact("Buys about every", known.days() + " days"));
            if (!known.last().plusDays(rule.forgetAfter()).isBefore(workingTime.today())) {
                facts.add(new Fact("Next to be expected", "around " + known.next()));
            }
        });
        return facts;
    }
}
