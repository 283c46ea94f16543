package io.tradewind.deal;

import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.organization.StandIns;
import org.springframework.stereotype.Component;

/** Who may read a deal, and who may know what the goods cost us. */
@Component
public class DealAccess {

    private final Acting acting;
    private final People people;
    private final StandIns standIns;

    DealAccess(Acting acting, People people, StandIns standIns) {
        this.acting = acting;
        this.people = people;
        this.standIns = standIns;
    }

    /** Its rep, who has tasks of theirs while they are absent, the rep's superiors, and those who look after the whole company. */
    public boolean mayRead(Deal deal) {
        String user = acting.user().orElse("");
        return user.equals(deal.rep())
                || Roles.WHOLE_COMPANY.stream().anyMatch(acting::inGroup)
                || people.reportingLine(deal.rep()).stream().map(Person::userId).anyMatch(user::equals)
                || standIns.holdsTaskOf(deal.rep(), user);
    }

    /** Whether cost and margin may be shown. */
    public boolean mayKnowCost() {
        return Roles.KNOW_COST.stream().anyMatch(acting::inGroup);
    }
}
