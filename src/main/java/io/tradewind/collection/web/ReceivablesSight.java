package io.tradewind.collection.web;

import io.tradewind.collection.OpenItem;
import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Whose receivables a person sees: management and finance all, a manager the team's, a rep their own. */
@Component
class ReceivablesSight {

    /** Those who may open the page at all. */
    static final Set<String> ROLES = Set.of(
            Roles.SALES_REP,
            Roles.SALES_MANAGER,
            Roles.SALES_DIRECTOR,
            Roles.GENERAL_MANAGER,
            Roles.FINANCE,
            Roles.AUDITOR,
            Roles.ADMIN);

    private final Acting acting;
    private final People people;

    ReceivablesSight(Acting acting, People people) {
        this.acting = acting;
        this.people = people;
    }

    /** @throws AccessDeniedException for roles whose work needs none of them */
    Predicate<OpenItem> current() {
        if (seesEverything()) {
            return item -> true;
        }
        Optional<Person> person = acting.user().flatMap(people::find);
        if (acting.inGroup(Roles.SALES_MANAGER) && person.isPresent()) {
            String team = person.get().team();
            Set<String> reps = team == null
                    ? Set.of()
                    : people.team(team).stream().map(Person::userId).collect(Collectors.toSet());
            return item -> reps.contains(item.rep());
        }
        if (acting.inGroup(Roles.SALES_REP) && person.isPresent()) {
            String rep = person.get().userId();
            return item -> item.rep().equals(rep);
        }
        throw new AccessDeniedException("Receivables are for finance, management and the reps whose customers owe.");
    }

    boolean seesEverything() {
        return Roles.WHOLE_COMPANY.stream().anyMatch(acting::inGroup);
    }
}
