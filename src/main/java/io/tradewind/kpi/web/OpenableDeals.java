package io.tradewind.kpi.web;

import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import io.tradewind.engine.web.DealLink;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.Sights;
import io.tradewind.organization.People;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which deals open their page to whoever looks. */
@Component
class OpenableDeals implements DealLink {

    private final Deals deals;
    private final Sights sights;
    private final People people;

    OpenableDeals(Deals deals, Sights sights, People people) {
        this.deals = deals;
        this.sights = sights;
        this.people = people;
    }

    /** The deal, if it is within this sight. */
    Optional<Deal> find(String number, Sight sight) {
        return deals.find(number)
                .filter(deal -> sight.dimension() == null
                        || people.find(deal.rep()).filter(sight::covers).isPresent());
    }

    @Override
    public @Nullable String of(String dealNumber) {
        return sights.current()
                .flatMap(sight -> find(dealNumber, sight))
                .map(deal -> BoardAddress.deal(deal.number()))
                .orElse(null);
    }
}
