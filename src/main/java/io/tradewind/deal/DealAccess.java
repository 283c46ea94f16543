package io.tradewind.deal;

import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may read a deal, and who may know what the goods cost us. */
@Component
public class DealAccess {

    private static final List<String> READ_ALL =
            List.of(Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.FINANCE, Roles.AUDITOR, Roles.ADMIN);

    private static final List<String> KNOW_COST =
            List.of(Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.FINANCE, Roles.AUDITOR, Roles.ADMIN);

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
                || READ_ALL.stream().anyMatch(acting::inGroup)
                || people.reportingLine(deal.rep()).stream().map(Person::userId).anyMatch(user::equals);
    }

    /** Whether cost and margin may be shown. */
    public boolean mayKnowCost() {
        return KNOW_COST.stream().anyMatch(acting::inGroup);
    }
}
