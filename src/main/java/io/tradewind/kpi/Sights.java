package io.tradewind.kpi;

import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** Who sees which figures: a rep their own, a manager the team's, management and those who examine everything. */
@Service
public class Sights {

    private static final List<String> WITH_COSTS = List.of(
            Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.FINANCE, Roles.AUDITOR, Roles.PRODUCT, Roles.ADMIN);

    /** They answer for markets and processes, not for margins. */
    private static final List<String> WITHOUT_COSTS = List.of(Roles.MARKETING, Roles.PROCESS_OWNER);

    private final Acting acting;
    private final People people;

    Sights(Acting acting, People people) {
        this.acting = acting;
        this.people = people;
    }

    /** @throws AccessDeniedException for roles whose work needs no figures */
    public Sight currentOrForbidden() {
        return current()
                .orElseThrow(
                        () -> new AccessDeniedException("Figures are for sales and management; ask your manager."));
    }

    /** What the person of this request may see; empty for roles whose work needs no figures. */
    public Optional<Sight> current() {
        if (WITH_COSTS.stream().anyMatch(acting::inGroup)) {
            return Optional.of(Sight.EVERYTHING);
        }
        if (WITHOUT_COSTS.stream().anyMatch(acting::inGroup)) {
            return Optional.of(new Sight(null, null, false));
        }
        Optional<Person> person = acting.user().flatMap(people::find);
        if (acting.inGroup(Roles.SALES_MANAGER)) {
            return person.map(Person::team).map(team -> new Sight(Dimension.TEAM, team, true));
        }
        if (acting.inGroup(Roles.SALES_REP)) {
            return person.map(rep -> new Sight(Dimension.REP, rep.userId(), false));
        }
        return Optional.empty();
    }
}
