package io.tradewind.deal;

import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import org.springframework.stereotype.Component;

/** Who may read a deal, and who may know what the goods cost us. */
@Component
public class DealAccess {

    private final Acting acting;
    private final People people;

    DealAccess(Acting acting, People people) {
        this.acting = acting;
        this.people = people;
    }

    /** Its rep, the rep's superiors, and those who look after the whole company. */
    public boolean mayRead(Deal deal) {
        String user = acting.user().orElse("");
        return user.equals(deal.rep())
                || Roles.WHOLE_COMPANY.stream().anyMatch(acting::inGroup)
                || people.reportingLine(deal.rep()).stream().map(Person::userId).anyMatch(user::equals);
    }

    /** Whether cost and margin may be shown. */
    public boolean mayKnowCost() {
        return Roles.KNOW_COST.stream().anyMatch(acting::inGroup);
    }
}
